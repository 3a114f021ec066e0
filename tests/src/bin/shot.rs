//! Takes one picture of the real window; `cargo xtask shot` builds what it needs and passes its arguments on.

#[cfg(target_os = "linux")]
#[tokio::main(flavor = "current_thread")]
async fn main() -> std::process::ExitCode {
    match linux::take(std::env::args().skip(1)).await {
        Ok(file) => {
            println!("{}", file.display());
            std::process::ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("No picture: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}

#[cfg(not(target_os = "linux"))]
fn main() {
    eprintln!("No picture: only WebKitGTK's driver can be asked for one, so this needs Linux");
}

#[cfg(target_os = "linux")]
mod linux {
    use std::path::PathBuf;
    use tests::window::{RunningWindow, Setting, Trouble};

    struct Order {
        setting: Setting,
        route: Option<String>,
        scripts: Vec<String>,
        out: PathBuf,
    }

    fn read(mut words: impl Iterator<Item = String>) -> Result<Order, Trouble> {
        let program = std::env::var_os("SLIPWAY_APP").ok_or("SLIPWAY_APP names no window")?;
        let mut order = Order {
            setting: Setting::new(program),
            route: None,
            scripts: Vec::new(),
            out: tests::root().join("out/shot.png"),
        };
        let mut planned = false;
        while let Some(word) = words.next() {
            if word == "--no-plan" {
                planned = true;
                continue;
            }
            let value = words.next().ok_or_else(|| format!("{word} wants a value"))?;
            match word.as_str() {
                "--room" => order.route = Some(format!("#/{value}")),
                "--hash" => order.route = Some(value),
                "--theme" => order.setting = order.setting.themed(&value),
                "--as" => order.setting = order.setting.with_environment("SLIPWAY_AUTHOR", value),
                "--run" => order.scripts.push(value),
                "--out" => order.out = std::path::absolute(value)?,
                "--plan" => {
                    planned = true;
                    order.setting = order.setting.on_plan(&std::path::absolute(value)?);
                }
                "--size" => {
                    let (width, height) = value.split_once('x').ok_or("a size is spelled 1440x900")?;
                    order.setting = order.setting.sized(width.parse()?, height.parse()?);
                }
                _ => return Err(format!("there is no option {word}").into()),
            }
        }
        if !planned {
            order.setting = order.setting.on_sample();
        }
        Ok(order)
    }

    pub async fn take(words: impl Iterator<Item = String>) -> Result<PathBuf, Trouble> {
        let order = read(words)?;
        let window = RunningWindow::start(&order.setting).await?;
        if let Some(route) = &order.route {
            window.go_to(route).await?;
        }
        for script in &order.scripts {
            let answer = window.run(script).await?;
            if !answer.is_null() {
                println!("{answer}");
            }
            window.settle().await?;
        }
        if !window.settle().await? {
            eprintln!("The screen was still moving after 15 seconds; this is how far it was.");
        }
        if let Some(folder) = order.out.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&order.out, window.picture().await?)?;
        Ok(order.out)
    }
}
