/** `dev.html?engine=5198`: the real rooms over a dev desk on that port instead of invented answers. Never built. */
import { provide } from '../src/desk/desk';
import type { Push } from '../src/desk/wire';

export function provideEngine(port: string): void {
  const base = `http://127.0.0.1:${port}`;
  provide({
    async call(name, question) {
      const reply = await fetch(`${base}/call`, { method: 'POST', body: JSON.stringify({ name, question }) });
      const answer: unknown = await reply.json();
      if (!reply.ok) throw answer;
      return answer;
    },
    async window(command) {
      if (command === 'remembered') return { last_plan: null, theme: 'system', opening: null };
      if (command === 'pick_export') return '/tmp/slipway-dev.pdf';
      return null;
    },
    listen(hear) {
      let on = true;
      const stop = new AbortController();
      const loop = async () => {
        while (on) {
          try {
            const reply = await fetch(`${base}/push`, { signal: stop.signal });
            if (reply.status === 200) hear((await reply.json()) as Push);
          } catch {
            await new Promise((done) => setTimeout(done, 500));
          }
        }
      };
      // Pictures are taken with virtual time, which a long poll would hold up.
      if (!new URLSearchParams(location.search).has('still')) void loop();
      return () => {
        on = false;
        stop.abort();
      };
    },
  });
}
