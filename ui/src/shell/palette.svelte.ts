/** The palette's thinking: which rows show for what is typed, and which one is lit. */
import type { SearchHit } from '../desk/wire';
import type { Command } from '../rooms/command.svelte';
import { fit } from './match';

export type Row =
  { kind: 'command'; key: string; command: Command } | { kind: 'hit'; key: string; hit: SearchHit };
export type Section = { title: string; rows: Row[] };

const MOST_COMMANDS = 8;
const MOST_HITS = 10;

/** What is searched for: the text without its prefix, and whether only commands or records of a kind are meant. */
export function meaning(text: string): { words: string; commands: boolean; kinds: string[] | null } {
  const prefix = text.trimStart()[0];
  const words = text.trimStart().slice(1).trim();
  if (prefix === '>') return { words, commands: true, kinds: [] };
  if (prefix === '#') return { words, commands: false, kinds: ['change'] };
  if (prefix === '@') return { words, commands: false, kinds: ['person', 'team'] };
  return { words: text.trim(), commands: true, kinds: null };
}

/** The sections for what is typed. */
export function sections(text: string, commands: readonly Command[], hits: readonly SearchHit[]): Section[] {
  const asked = meaning(text);
  const fitting = asked.commands
    ? commands
        .map((command) => ({ command, score: fit(asked.words, command.title, command.words) }))
        .filter((each): each is { command: Command; score: number } => each.score !== null)
        .sort((a, b) => b.score - a.score)
        .map((each) => each.command)
    : [];
  const rows = (group: Command['group'], most: number): Row[] =>
    fitting
      .filter((command) => command.group === group)
      .slice(0, most)
      .map((command) => ({ kind: 'command', key: `command ${command.id}`, command }));
  const found = hits
    .filter((hit) => asked.kinds === null || asked.kinds.includes(hit.kind))
    .slice(0, MOST_HITS)
    .map((hit): Row => ({ kind: 'hit', key: `${hit.kind} ${hit.id}`, hit }));
  const most = asked.words === '' ? 40 : MOST_COMMANDS;
  return [
    { title: 'Do', rows: rows('do', most) },
    { title: 'Go to', rows: [...found, ...rows('go', most)] },
    { title: 'Ask', rows: rows('ask', most) },
  ].filter((section) => section.rows.length > 0);
}

export class Palette {
  text = $state('');
  lit = $state(0);

  type(text: string): void {
    this.text = text;
    this.lit = 0;
  }
  /** Moves the light among `count` rows, around the ends. */
  move(by: number, count: number): void {
    if (count > 0) this.lit = (this.lit + by + count) % count;
  }
}
