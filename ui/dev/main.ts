/** The window's page with invented answers: `npm run dev`, then /dev.html#/calendar (or #/welcome). */
import { mount } from 'svelte';
import '../src/parts/style/base.css';
import App from '../src/shell/App.svelte';
import { rooms as real } from '../src/shell/rooms';
import { provideEngine } from './engine';
import { fixtureDesk } from './fixture';
import { rooms } from './rooms';
import { faster, offline, sharedAnswers, stopped } from './shared';

const opened = !location.hash.startsWith('#/welcome');
/** `?shared=offline`: the same plan, shared and in that state. */
const states = {
  on: {},
  offline: { ...offline, conflicts_mine: 3 },
  stopped,
  away: { away: 31, conflicts_mine: 4 },
  stale: {},
};
const state = states[new URLSearchParams(location.search).get('shared') as keyof typeof states];
const desk = fixtureDesk(state && sharedAnswers(state, faster), opened);
const engine = new URLSearchParams(location.search).get('engine');
if (engine) provideEngine(engine);
else desk.provide();
const target = document.getElementById('app');
if (target) mount(App, { target, props: { rooms: engine ? real : rooms } });

const query = new URLSearchParams(location.search);
if (query.has('work')) {
  setTimeout(
    () =>
      desk.push({
        kind: 'progress',
        job: 'solve',
        title: 'Solving 64 changes',
        detail: 'within 1.8% of ideal',
        fraction: 0.62,
        done: false,
      }),
    50,
  );
}
/** `?do=press:Ctrl k,type:ro-2,click:.draft`: small steps before a picture, a quarter of a second apart. */
const steps = (query.get('do') ?? '').split(',').filter(Boolean);
steps.forEach((step, i) => setTimeout(() => take(step), 400 + i * 250));

function take(step: string) {
  const [verb = '', what = ''] = step.split(/:(.*)/s);
  if (verb === 'focus') document.querySelector<HTMLElement>(what)?.focus();
  if (verb === 'click') document.querySelector<HTMLElement>(what)?.click();
  if (verb === 'press') {
    const parts = what.split(' ');
    const init = {
      key: parts.at(-1),
      ctrlKey: parts.includes('Ctrl'),
      shiftKey: parts.includes('Shift'),
      bubbles: true,
    };
    (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent('keydown', { ...init, cancelable: true }),
    );
  }
  if (verb === 'type') {
    const input = document.querySelector<HTMLInputElement>('dialog input');
    if (!input) return;
    input.value = what;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
