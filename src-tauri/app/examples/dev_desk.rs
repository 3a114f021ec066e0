//! A desk behind a loopback port, so that the page can be developed in a browser against the real engine.
//!
//! `cargo run -p app --example dev_desk -- 5198` opens a fresh sample plan in a temporary folder. `POST /call` takes
//! `{name, question}`; `GET /push` answers the next push. Never part of the product.

use app::{Desk, Edge};
use planning::Instant;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

struct DevEdge {
    home: PathBuf,
}

impl Edge for DevEdge {
    #[expect(clippy::disallowed_methods, reason = "this is an edge")]
    fn now(&self) -> Instant {
        Instant::new(chrono::Utc::now())
    }
    #[expect(clippy::disallowed_methods, reason = "this is an edge")]
    fn mint(&self) -> uuid::Uuid {
        uuid::Uuid::now_v7()
    }
    fn author(&self) -> String {
        "Deniz Aydin".into()
    }
    fn home(&self) -> PathBuf {
        self.home.clone()
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let port: u16 = std::env::args().nth(1).unwrap_or_else(|| "5198".into()).parse()?;
    let home = std::env::temp_dir().join(format!("slipway-dev-{port}"));
    let desk = Arc::new(Desk::new(DevEdge { home }).visiting_by_itself());
    match std::env::args().nth(2) {
        Some(path) => {
            desk.call("open_plan", serde_json::json!({ "path": path }))
                .await?
        }
        None => desk.call("open_sample", serde_json::Value::Null).await?,
    };
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    println!("http://127.0.0.1:{port}");
    loop {
        let (stream, _) = listener.accept().await?;
        let desk = Arc::clone(&desk);
        tokio::spawn(async move {
            if let Err(error) = answer(stream, &desk).await {
                eprintln!("{error}");
            }
        });
    }
}

async fn answer(mut stream: TcpStream, desk: &Desk) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let (mut bytes, mut chunk) = (Vec::new(), [0_u8; 16 * 1024]);
    let (head, length) = loop {
        let read = stream.read(&mut chunk).await?;
        if read == 0 {
            return Ok(());
        }
        bytes.extend_from_slice(&chunk[..read]);
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
            break (head, end + 4 + length.unwrap_or(0_usize));
        }
    };
    while bytes.len() < length {
        let read = stream.read(&mut chunk).await?;
        bytes.extend_from_slice(&chunk[..read]);
    }
    let body = bytes
        .iter()
        .position(|byte| *byte == b'{')
        .map(|start| &bytes[start..])
        .unwrap_or_default();
    let (status, reply) = if head.starts_with("options") {
        (204, String::new())
    } else if head.starts_with("get /push") {
        let push = tokio::time::timeout(std::time::Duration::from_secs(25), desk.listen().recv()).await;
        match push {
            Ok(Ok(push)) => (200, serde_json::to_string(&push)?),
            _ => (204, String::new()),
        }
    } else {
        let request: serde_json::Value = serde_json::from_slice(body)?;
        let name = request["name"].as_str().unwrap_or_default().to_owned();
        match desk.call(&name, request["question"].clone()).await {
            Ok(answer) => (200, answer.to_string()),
            Err(failure) => (409, serde_json::to_string(&failure)?),
        }
    };
    let text = format!(
        "HTTP/1.1 {status} x\r\ncontent-type: application/json\r\naccess-control-allow-origin: *\r\naccess-control-allow-headers: *\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{reply}",
        reply.len()
    );
    stream.write_all(text.as_bytes()).await?;
    Ok(())
}
