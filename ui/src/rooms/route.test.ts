import { describe, expect, it } from 'vitest';
import { Commands, type Command } from './command.svelte';
import { hashOf, parse, route } from './route.svelte';

describe('route', () => {
  it('a fragment is a room and its parameters', () => {
    expect(parse('#/calendar?release=RO-23&theme=dark')).toEqual({
      room: 'calendar',
      params: { release: 'RO-23', theme: 'dark' },
    });
    expect(parse('calendar?release=x')).toEqual({ room: 'calendar', params: { release: 'x' } });
    expect(parse('', 'calendar')).toEqual({ room: 'calendar', params: {} });
  });
  it('writing and reading a route gives it back', () => {
    const params = { note: 'a & b = c?', zone: 'Europe/Berlin' };
    expect(parse(hashOf('freezes', params))).toEqual({ room: 'freezes', params });
    expect(hashOf('log', { empty: '', none: null })).toBe('#/log');
  });
  it('the theme of the address travels along, the selection does not', () => {
    location.hash = '#/calendar?theme=dark&release=1';
    route.follow('#/calendar?theme=dark&release=1');
    route.go('map', { service: '9' });
    expect(route.room).toBe('map');
    expect(route.params).toEqual({ theme: 'dark', service: '9' });
  });
  it('selecting changes the address in place', () => {
    route.go('log');
    const steps = history.length;
    route.set({ entry: '7' });
    route.set({ entry: null, day: '3' });
    expect(history.length).toBe(steps);
    expect(route.param('entry')).toBeNull();
    expect(route.param('day')).toBe('3');
  });
});

describe('commands', () => {
  const command = (id: string, keys: string): Command => ({
    id,
    title: id,
    group: 'do',
    keys,
    run: () => {},
  });
  it('a single letter acts only in the stage, a chord anywhere', () => {
    const all = new Commands();
    all.add([command('solve', 'S'), command('palette', 'Ctrl K')]);
    expect(all.of('S', false)).toBeUndefined();
    expect(all.of('S', true)?.id).toBe('solve');
    expect(all.of('Ctrl K', false)?.id).toBe('palette');
  });
  it("the room's own key comes before the frame's, until the room is left", () => {
    const all = new Commands();
    all.add([command('frame', 'Ctrl P')], false);
    const leave = all.add([command('room', 'Ctrl P')]);
    expect(all.of('Ctrl P', false)?.id).toBe('room');
    leave();
    expect(all.of('Ctrl P', false)?.id).toBe('frame');
  });
});
