import { describe, expect, it, vi } from 'vitest';
import type { SearchHit } from '../desk/wire';
import type { Command } from '../rooms/command.svelte';
import { enter, inStage, nextRegion, typing } from './keyboard';
import { fit } from './match';
import { meaning, Palette, sections } from './palette.svelte';
import { applied } from './theme.svelte';
import { SHOWN_AFTER_MS, Work } from './work.svelte';

const command = (id: string, title: string, group: Command['group'] = 'do'): Command => ({
  id,
  title,
  group,
  run: () => {},
});
const hit = (kind: string, title: string): SearchHit => ({
  kind,
  id: title,
  reference: '',
  title,
  route: '#/x',
});

describe('matching', () => {
  it('every word has to occur', () => {
    expect(fit('publ plan', 'Publish the plan')).not.toBeNull();
    expect(fit('publ map', 'Publish the plan')).toBeNull();
    expect(fit('', 'anything')).toBe(0);
  });
  it('a beginning fits better than a middle, a word better than a syllable', () => {
    const score = (title: string) => fit('map', title) ?? -1;
    expect(score('Map')).toBeGreaterThan(score('Open the map'));
    expect(score('Open the map')).toBeGreaterThan(score('Bitmap of it'));
  });
});

describe('palette', () => {
  const commands = [
    command('publish', 'Publish…'),
    command('map', 'Map', 'go'),
    command('why', 'Why does it wait?', 'ask'),
  ];
  const hits = [hit('change', 'Publish prices'), hit('person', 'Pia Publ')];
  it('rows stand under do, go to and ask; records are places to go', () => {
    const shown = sections('publ', commands, hits);
    expect(shown.map((section) => section.title)).toEqual(['Do', 'Go to']);
    expect(shown[1]?.rows.map((row) => row.kind)).toEqual(['hit', 'hit']);
  });
  it('prefixes narrow to commands, changes or people', () => {
    expect(sections('>publ', commands, hits).flatMap((section) => section.rows)).toHaveLength(1);
    expect(
      sections('#publ', commands, hits).flatMap((section) => section.rows.map((row) => row.key)),
    ).toEqual(['change Publish prices']);
    expect(
      sections('@publ', commands, hits).flatMap((section) => section.rows.map((row) => row.key)),
    ).toEqual(['person Pia Publ']);
    expect(meaning('  # tax ').words).toBe('tax');
  });
  it('the light goes round and returns to the top with new text', () => {
    const palette = new Palette();
    palette.move(-1, 3);
    expect(palette.lit).toBe(2);
    palette.move(1, 3);
    expect(palette.lit).toBe(0);
    palette.move(1, 3);
    palette.type('x');
    expect(palette.lit).toBe(0);
    palette.move(1, 0);
    expect(palette.lit).toBe(0);
  });
});

describe('work', () => {
  const progress = (job: string, fraction: number, done = false) => ({
    job,
    title: 'Solving',
    detail: '',
    fraction,
    done,
  });
  it('shows after a while, follows, and leaves when done', () => {
    vi.useFakeTimers();
    const work = new Work();
    work.heard(progress('a', 0.1));
    expect(work.shown).toHaveLength(0);
    vi.advanceTimersByTime(SHOWN_AFTER_MS);
    work.heard(progress('a', 0.5));
    expect(work.shown.map((job) => job.fraction)).toEqual([0.5]);
    work.heard(progress('a', 1, true));
    expect(work.jobs).toHaveLength(0);
    vi.useRealTimers();
  });
  it('what is done within a blink never shows', () => {
    vi.useFakeTimers();
    const work = new Work();
    work.heard(progress('a', 0.1));
    work.heard(progress('a', 1, true));
    vi.advanceTimersByTime(SHOWN_AFTER_MS * 2);
    expect(work.shown).toHaveLength(0);
    vi.useRealTimers();
  });
});

describe('theme', () => {
  it("the address comes first, then the choice, then the system's", () => {
    expect(applied('light', true, 'dark')).toBe('dark');
    expect(applied('light', true, null)).toBe('light');
    expect(applied('system', true, 'odd')).toBe('dark');
    expect(applied('system', false, null)).toBe('light');
  });
});

describe('keyboard', () => {
  it('F6 goes round the regions in both directions', () => {
    document.body.innerHTML =
      '<nav data-region><a href="#/x" id="a">x</a></nav><div data-region id="s"></div><aside data-region></aside>';
    const regions = [...document.querySelectorAll('[data-region]')];
    const inside = document.getElementById('a');
    expect(nextRegion(regions, inside, false)).toBe(regions[1]);
    expect(nextRegion(regions, inside, true)).toBe(regions[2]);
    expect(nextRegion(regions, null, false)).toBe(regions[0]);
    expect(nextRegion(regions, null, true)).toBe(regions[2]);
    enter(regions[1]);
    expect(document.activeElement?.id).toBe('s');
    document.body.innerHTML = '';
  });
  it('letters are text in text fields, and the stage is where nothing else has the focus', () => {
    const field = document.createElement('input');
    const box = Object.assign(document.createElement('input'), { type: 'checkbox' });
    expect(typing(field)).toBe(true);
    expect(typing(box)).toBe(false);
    expect(inStage(document.body)).toBe(true);
    expect(inStage(document.createElement('button'))).toBe(false);
  });
});
