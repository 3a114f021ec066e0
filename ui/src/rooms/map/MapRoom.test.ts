import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { answers, fixtureDesk, type Answers } from '../../../dev/fixture';
import App from '../../shell/App.svelte';
import { route } from '../route.svelte';
import recorded from './fixture.json';
import { map } from './index';

// axe brings an elementsFromPoint that leans on this one, which jsdom lacks.
document.elementFromPoint ??= () => null;

const LEDGER = recorded.card.id;
const PRICING = recorded.pricing.id;
const done = (sentence: string, answer: unknown = {}) => ({ seq: 9, sentence, answer });
const given: Answers = {
  ...answers,
  map: ({ focus }: { focus: string | null }) =>
    focus
      ? recorded.map
      : { ...recorded.map, nodes: recorded.map.nodes.map((node) => ({ ...node, hops: null })) },
  services: () => recorded.services,
  matrix: () => recorded.matrix,
  fitting_services: ({ filter }: { filter: string }) => ({
    services: filter
      ? recorded.services.filter((each) => each.reference.includes(filter)).map((each) => each.id)
      : null,
    sentence: '',
  }),
  filter_words: ({ typed }: { typed: string }) => ({
    from: 0,
    choices: 'status:disputed'.startsWith(typed) ? [{ text: 'status:disputed', hint: '', whole: true }] : [],
  }),
  link_card: () => recorded.link,
  map_health: () => ({
    links: 3,
    confirmed: 2,
    confirmed_percent: 66,
    suggested: ['a'],
    disputed: [],
    vanished: [],
    unknown_near_critical: [],
    orphans: [],
    without_owner: [],
    without_backup: [],
    cycles: 0,
    sentences: ['2 of 3 links were confirmed.'],
  }),
  judge_links: () => done('Confirmed 2 links'),
  flip_link: () => done('Flipped'),
  service_card: ({ service }: { service: string }) =>
    service === PRICING ? recorded.pricing : recorded.card,
  releases: () => recorded.releases,
  release_order: () => recorded.order,
  judge_link: () => done('Confirmed the link from Ledger Core to pg-ledger'),
  add_link: () => done('Linked Ledger Core to Vault', { id: 'new' }),
};

let undo = () => {};
afterEach(() => undo());

async function open(where: Record<string, string> = {}, with_: Answers = {}) {
  const desk = fixtureDesk({ ...given, ...with_ });
  undo = desk.provide();
  route.go('map', where);
  render(App, { rooms: [map] });
  await screen.findByRole('region', { name: 'Deployment order' });
  return { desk, user: userEvent.setup() };
}
const asked = (desk: { said: { name: string; question: unknown }[] }, name: string) =>
  desk.said.filter((each) => each.name === name).map((each) => each.question);
async function faults(): Promise<string[]> {
  const result = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return result.violations.flatMap((each) =>
    each.nodes.map((node) => `${each.id}: ${node.html.slice(0, 300)}`),
  );
}

describe('the map', () => {
  it('has no faults of accessibility as a graph, as a list, with a service and with the form', async () => {
    const { user } = await open({ service: PRICING });
    await screen.findByRole('heading', { name: 'Pricing' });
    await screen.findByText(/^PF-41/, { selector: 'option' });
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole('radio', { name: 'List' }));
    await screen.findByRole('treegrid');
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'New link' }));
    await screen.findByRole('heading', { name: 'New link' });
    expect(await faults()).toEqual([]);
  }, 60_000);

  it('has none as a matrix, with a link, its correction, and what the map says', async () => {
    const { user } = await open({ view: 'matrix', link: recorded.link.id });
    await screen.findByRole('grid', { name: /Who needs whom/ });
    await screen.findByRole('heading', { name: 'Ledger Core needs pg-ledger' });
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole('button', { name: /^Correct/ }));
    await screen.findByRole('form', { name: 'Correct the link' });
    expect(await faults()).toEqual([]);
    route.set({ panel: 'health' });
    await screen.findByText('2 of 3 links were confirmed.');
    expect(await faults()).toEqual([]);
  }, 60_000);

  it('a box says its kind, wave, changes and risk, and is one Tab stop among all', async () => {
    await open();
    const box = await screen.findByRole('button', {
      name: /^Ledger Core, service, wave 2, 7 changes, risk 3, medium$/,
    });
    const boxes = within(box.closest<HTMLElement>('[role=group]') as HTMLElement).getAllByRole('button');
    expect(boxes).toHaveLength(recorded.map.nodes.length);
    expect(boxes.filter((each) => each.tabIndex === 0)).toHaveLength(1);
  });

  it('arrows follow links, Enter selects and asks for what breaks', async () => {
    const { desk, user } = await open();
    (await screen.findByRole('button', { name: /^pg-ledger/ })).focus();
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Ledger Core/);
    await user.keyboard('{Enter}');
    expect(route.param('service')).toBe(LEDGER);
    await waitFor(() =>
      expect(asked(desk, 'map')).toContainEqual({ focus: LEDGER, needs: false, hops: null, filter: '' }),
    );
    await screen.findByRole('heading', { name: 'Ledger Core' });
    expect(document.activeElement?.getAttribute('aria-pressed')).toBe('true');
    await user.keyboard('{Escape}');
    expect(route.param('service')).toBeNull();
  }, 20_000);

  it('direction, hops and filter are asked of the engine and stand in the route', async () => {
    const { desk, user } = await open({ service: LEDGER });
    await user.click(screen.getByRole('radio', { name: 'Needs' }));
    await user.click(screen.getByRole('radio', { name: '2' }));
    await user.type(screen.getByRole('combobox', { name: 'Filter services' }), 'pay');
    await waitFor(() =>
      expect(asked(desk, 'map')).toContainEqual({ focus: LEDGER, needs: true, hops: 2, filter: 'pay' }),
    );
    expect(location.hash).toContain('needs=1');
  });

  it('G and L change between graph and list with the same selection', async () => {
    const { user } = await open({ service: LEDGER, filter: 'ledger-core' });
    (await screen.findByRole('button', { name: /^Ledger Core, service/, pressed: true })).focus();
    await user.keyboard('l');
    const row = await screen.findByRole('row', { selected: true });
    expect(row.textContent).toContain('Ledger Core');
    expect(row.getAttribute('aria-expanded')).toBe('true');
    row.focus();
    await user.keyboard('g');
    expect(await screen.findByRole('button', { name: /^Ledger Core, service/, pressed: true })).toBeTruthy();
  });
});

describe('the matrix', () => {
  it('is one Tab stop; arrows walk, and Enter on a mark looks at its link', async () => {
    const { user } = await open({ view: 'matrix' });
    const grid = await screen.findByRole('grid', { name: /Who needs whom/ });
    const stops = () => [...grid.querySelectorAll<HTMLElement>('[tabindex="0"]')];
    expect(stops()).toHaveLength(1);
    stops()[0]?.focus();
    const mark = recorded.matrix.marks[0];
    if (!mark) throw new Error('no mark');
    await user.keyboard('{ArrowDown}'.repeat(mark.row) + '{ArrowRight}'.repeat(mark.column));
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/ needs .*: shared data/);
    expect(stops()).toHaveLength(1);
    await user.keyboard('{Enter}');
    expect(route.param('link')).toBe(mark.link);
    await user.keyboard('m');
    expect(route.param('view')).toBe('matrix');
  });
  it('with 400 rows draws few things', async () => {
    const [one] = recorded.matrix.heads;
    const heads = Array.from({ length: 400 }, (_, i) => ({
      ...one,
      services: [`m${i}`],
      label: `Service ${i}`,
    }));
    const marks = Array.from({ length: 1200 }, (_, i) => ({
      ...recorded.matrix.marks[0],
      row: (i * 7) % 400,
      column: (i * 13 + Math.floor(i / 400)) % 400,
      link: `l${i}`,
    }));
    await open({ view: 'matrix' }, { matrix: () => ({ ...recorded.matrix, heads, marks, blocks: [] }) });
    const grid = await screen.findByRole('grid', { name: /Who needs whom/ });
    expect(grid.getAttribute('aria-rowcount')).toBe('401');
    expect(document.querySelectorAll('*').length).toBeLessThan(1500);
  });
});

describe('the filter', () => {
  it('says what is wrong with it, keeps the last picture and offers what may be typed', async () => {
    const sentence = 'There is no filter “tear:”.';
    const { user } = await open(
      {},
      {
        map: ({ filter }: { filter: string }) => {
          if (filter.includes('tear:')) throw { kind: 'refused', code: 'filter', sentence };
          return recorded.map;
        },
      },
    );
    const field = await screen.findByRole('combobox', { name: 'Filter services' });
    await user.type(field, 'stat');
    await screen.findByRole('option', { name: /status:disputed/ });
    await user.keyboard('{ArrowDown}{Enter}');
    expect(route.param('filter')).toBe('status:disputed ');
    await user.clear(field);
    await user.type(field, 'tear:');
    expect((await screen.findAllByText(new RegExp(sentence))).length).toBeGreaterThan(0);
    expect(screen.getByRole('button', { name: /^Ledger Core/ })).toBeTruthy();
  });
});

describe('links', () => {
  it('C confirms the focused link with the position at which it was seen, and says what was done', async () => {
    const { desk, user } = await open({ service: LEDGER });
    const links = await screen.findByRole('list', { name: 'Links' });
    within(links)
      .getByRole('button', { name: /pg-ledger/ })
      .focus();
    await user.keyboard('c');
    const link = recorded.card.links.find((each) => each.other_name === 'pg-ledger');
    expect(asked(desk, 'judge_link')).toEqual([
      { dependency: link?.id, status: 'confirmed', seen: recorded.card.seq },
    ]);
    expect((await screen.findAllByText(/Confirmed the link from Ledger Core/)).length).toBeGreaterThan(0);
  });

  it('a judgement that comes too late is told beside its link', async () => {
    const { user } = await open(
      { service: LEDGER },
      {
        judge_link: () => {
          throw { kind: 'stale', code: 'stale', sentence: 'Somebody has judged this link since.' };
        },
      },
    );
    const links = await screen.findByRole('list', { name: 'Links' });
    within(links).getByRole('button', { name: /Kafka/ }).focus();
    await user.keyboard('d');
    expect((await within(links).findByRole('alert')).textContent).toContain(
      'Somebody has judged this link since.',
    );
  });

  it('on a link of the list, R rejects that link', async () => {
    const { desk, user } = await open({ service: LEDGER, view: 'list', filter: 'ledger-core' });
    await screen.findByRole('row', { selected: true });
    const row = screen
      .getAllByRole('row')
      .find((each) => each.getAttribute('aria-level') === '2' && each.textContent?.includes('Invoicing'));
    row?.focus();
    await user.keyboard('r');
    const invoicing = recorded.services.find((each) => each.name === 'Invoicing');
    const link = invoicing?.links.find((each) => each.provider === LEDGER);
    expect(asked(desk, 'judge_link')).toEqual([{ dependency: link?.id, status: 'rejected', seen: 48_209 }]);
  });

  it('several links of the list are marked and confirmed as one', async () => {
    const { desk, user } = await open({ service: LEDGER, view: 'list', filter: 'ledger-core' });
    await screen.findByRole('row', { selected: true });
    const rows = screen.getAllByRole('row').filter((each) => each.getAttribute('aria-level') === '2');
    rows[0]?.focus();
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
    expect(await screen.findByText('2 links marked')).toBeTruthy();
    await user.keyboard('c');
    const [asked_] = asked(desk, 'judge_links') as { dependencies: string[]; status: string }[];
    expect(asked_?.dependencies).toHaveLength(2);
    expect(asked_?.status).toBe('confirmed');
  });

  it('on a link of the list, Space looks at it and F flips it', async () => {
    const { desk, user } = await open({ service: LEDGER, view: 'list', filter: 'ledger-core' });
    await screen.findByRole('row', { selected: true });
    const row = screen.getAllByRole('row').find((each) => each.getAttribute('aria-level') === '2');
    row?.focus();
    await user.keyboard(' ');
    expect(route.param('link')).toBeTruthy();
    await user.keyboard('f');
    expect(asked(desk, 'flip_link')).toEqual([{ dependency: route.param('link'), seen: 48_209 }]);
  });

  it('a cycle names the links of its ring, and one of them can be rejected', async () => {
    const { desk, user } = await open({ service: PRICING });
    expect(await screen.findByText(/each need the other first/)).toBeTruthy();
    await user.click(screen.getByTitle('Reject that Pricing needs Promotions'));
    const ring = recorded.map.cycles[0]?.ring_links.find((each) => each.consumer === 'Pricing');
    expect(asked(desk, 'judge_link')).toEqual([
      { dependency: ring?.id, status: 'rejected', seen: recorded.pricing.seq },
    ]);
  });

  it('a new link needs both services, then is added in the words of the form', async () => {
    const { desk, user } = await open({ service: LEDGER });
    await user.click(screen.getByRole('button', { name: 'New link' }));
    const other = await screen.findByRole('combobox', { name: 'The service that is needed' });
    await user.click(screen.getByRole('button', { name: 'Add link' }));
    expect(await screen.findByText('Choose the service that is needed.')).toBeTruthy();
    expect(asked(desk, 'add_link')).toEqual([]);
    await user.type(other, 'vau{Enter}');
    await user.click(screen.getByRole('button', { name: 'Add link' }));
    const vault = recorded.services.find((each) => each.name === 'Vault');
    expect(asked(desk, 'add_link')).toEqual([
      {
        consumer: LEDGER,
        provider: vault?.id,
        kind: 'call',
        strength: 'hard',
        order: 'provider-first',
        note: '',
      },
    ]);
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'New link' })).toBeNull());
  }, 20_000);

  it('a link the plan refuses is told in the form, which stays', async () => {
    const { user } = await open(
      { service: LEDGER },
      {
        add_link: () => {
          throw {
            kind: 'refused',
            code: 'known-link',
            sentence: 'Ledger Core already needs Vault for that.',
          };
        },
      },
    );
    await user.click(screen.getByRole('button', { name: 'New link' }));
    await user.type(
      await screen.findByRole('combobox', { name: 'The service that is needed' }),
      'vau{Enter}',
    );
    await user.click(screen.getByRole('button', { name: 'Add link' }));
    expect((await screen.findByText(/already needs Vault/)).closest('[role=alert]')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Add link' })).toBeTruthy();
  });
});

describe('much and little', () => {
  it('too many services show as systems, and one opens by its name', async () => {
    const [first] = recorded.map.nodes;
    const system = { ...first, label: 'Ledger', kind: null, services: ['a', 'b', 'c'], hops: null };
    const { user } = await open(
      {},
      {
        map: () => ({
          ...recorded.map,
          nodes: [system],
          links: [],
          cycles: [],
          collapsed: true,
          shown: 2000,
          total_services: 2000,
        }),
      },
    );
    expect(await screen.findByText(/2,000 services are too many to draw/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: /^Ledger.* 3 services/ }));
    expect(route.param('filter')).toBe('system:Ledger');
  });
  it('2,000 services are a list of few rows', async () => {
    const [one] = recorded.services;
    const many = Array.from({ length: 2000 }, (_, i) => ({
      ...one,
      id: `m${i}`,
      name: `Service ${i}`,
      links: [],
    }));
    await open({ view: 'list' }, { services: () => many });
    const grid = await screen.findByRole('treegrid');
    expect(grid.getAttribute('aria-rowcount')).toBe('2001');
    expect(document.querySelectorAll('*').length).toBeLessThan(1500);
  });
  it('a plan without services leads to the import', async () => {
    const desk = fixtureDesk({
      ...given,
      map: () => ({
        ...recorded.map,
        nodes: [],
        links: [],
        waves: [],
        cycles: [],
        shown: 0,
        total_services: 0,
      }),
    });
    undo = desk.provide();
    route.go('map');
    render(App, { rooms: [map] });
    const link = await screen.findByRole('link', { name: 'Import services and links' });
    expect(link.getAttribute('href')).toContain('#/import');
  });
  it('a map that cannot be drawn says why and can be asked again', async () => {
    let broken = true;
    const { user } = await open(
      {},
      {
        map: () => {
          if (broken) throw { kind: 'fault', code: 'store', sentence: 'The plan file cannot be read.' };
          return recorded.map;
        },
      },
    );
    expect(await screen.findByText(/The plan file cannot be read/)).toBeTruthy();
    broken = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('button', { name: /^Ledger Core/ })).toBeTruthy();
  });
});
