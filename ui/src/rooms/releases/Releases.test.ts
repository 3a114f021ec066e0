import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { answers, fixtureDesk, type Answers } from '../../../dev/fixture';
import { provide } from '../../desk/desk';
import App from '../../shell/App.svelte';
import { documentOf, printing } from '../printing.svelte';
import { releases } from '.';
import recorded from './recorded.json';

const PL11 = recorded.release_card.id;
const given: Answers = {
  ...answers,
  releases: () => recorded.releases,
  release_card: () => recorded.release_card,
  release_order: () => recorded.release_order,
  findings: () => recorded.findings,
  board: () => recorded.board,
};
/** A document of two pages. */
const pages: Answers = {
  lay_out_document: () => ({
    subject: 'PL-11',
    name: 'PL-11 release plan',
    pages: [
      { width: 595, height: 842 },
      { width: 842, height: 595 },
    ],
    outline: [{ level: 1, title: 'Summary', page: 0 }],
  }),
  document_page: () => ({ svg: '<svg xmlns="http://www.w3.org/2000/svg"/>', text: 'PL-11' }),
  document_teams: () => [],
};
let undo = () => {};
afterEach(() => {
  printing.close();
  undo();
});

/** The room over recorded answers; the save dialog answers `path`. */
async function open(hash: string, more: Answers = {}, path: string | null = '/tmp/plan.pdf') {
  location.hash = hash;
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  const desk = fixtureDesk({ ...given, ...more });
  const first = desk.provide();
  const asked: string[] = [];
  const before = (await import('../../desk/desk')).desk();
  const second = provide({
    ...before,
    window: (command, args) => {
      if (command !== 'pick_export') return before.window(command, args);
      asked.push(String(args.suggestedName));
      return Promise.resolve(path);
    },
  });
  undo = () => {
    second();
    first();
  };
  render(App, { rooms: [releases] });
  await screen.findByRole('navigation', { name: 'Places' });
  return { desk, asked, user: userEvent.setup() };
}
async function faults(): Promise<string[]> {
  const result = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return result.violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html}`));
}
const calls = (desk: { said: { name: string; question: unknown }[] }, name: string) =>
  desk.said.filter((each) => each.name === name).map((each) => each.question);

describe('the list of releases', () => {
  it('filters as one types and opens the record of a row by Enter', async () => {
    const { user } = await open('#/releases');
    const grid = await screen.findByRole('grid', { name: 'Releases' });
    await user.type(screen.getByLabelText('Filter releases'), 'risk:>=5');
    await waitFor(() => expect(within(grid).getAllByRole('row')).toHaveLength(2));
    (within(grid).getAllByRole('row')[1] as HTMLElement).focus();
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { name: 'Payments, Ledger 26.11' })).toBeTruthy();
    expect(location.hash).toContain(PL11);
  });
  it('adds a release on a train, by N and without a mouse', async () => {
    const { desk, user } = await open('#/releases', {
      add_release: () => ({ seq: 9, sentence: 'Added RO-27', answer: { id: PL11, reference: 'RO-27' } }),
    });
    await screen.findByRole('grid', { name: 'Releases' });
    await user.keyboard('n');
    await user.keyboard('{Enter}');
    expect(await screen.findByText('A release needs a title that people will say.')).toBeTruthy();
    await user.type(screen.getByLabelText('Title'), 'Tax table 2027');
    await screen.findByRole('option', { name: recorded.board.trains[0]!.name });
    await user.selectOptions(screen.getByLabelText('Train'), recorded.board.trains[0]!.id);
    await user.click(screen.getByRole('button', { name: 'Add release' }));
    await waitFor(() => expect(calls(desk, 'add_release')).toHaveLength(1));
    expect(calls(desk, 'add_release')[0]).toMatchObject({
      title: 'Tax table 2027',
      train: recorded.board.trains[0]!.id,
      minutes: 180,
    });
    expect((await screen.findAllByText('Added RO-27')).length).toBeGreaterThan(0);
  });
  it('has no faults of accessibility, with and without the form', async () => {
    const { user } = await open('#/releases');
    await screen.findByRole('grid', { name: 'Releases' });
    expect(await faults()).toEqual([]);
    await user.keyboard('n');
    await screen.findByRole('dialog', { name: 'New release' });
    expect(await faults()).toEqual([]);
  }, 30_000);
});

describe('the record of a release', () => {
  it('opens by the reference that people write into a link', async () => {
    const { desk } = await open('#/releases?release=PL-11');
    expect(await screen.findByRole('heading', { name: 'Payments, Ledger 26.11' })).toBeTruthy();
    expect(calls(desk, 'release_card')).toEqual([{ release: PL11 }]);
  });
  it('goes one step on along its life line, with the position at which it was seen', async () => {
    const { desk, user } = await open(`#/releases?release=${PL11}`, {
      set_release_state: () => ({ seq: 9, sentence: 'Set PL-11 to locked', answer: {} }),
    });
    await user.click(await screen.findByRole('button', { name: 'Lock scope' }));
    expect(calls(desk, 'set_release_state')).toEqual([
      { release: PL11, state: 'locked', seen: recorded.release_card.seq },
    ]);
    expect((await screen.findAllByText('Set PL-11 to locked')).length).toBeGreaterThan(0);
  });
  it('says a stale state under its head and reads the release again', async () => {
    const { desk, user } = await open(`#/releases?release=${PL11}`, {
      set_release_state: () => {
        throw { kind: 'stale', code: 'stale', sentence: 'Ines changed PL-11 at 14:02.' };
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Lock scope' }));
    expect(await screen.findByText('Ines changed PL-11 at 14:02.')).toBeTruthy();
    expect(calls(desk, 'release_card').length).toBeGreaterThan(1);
  });
  it('takes a way out of a collision with its own moves', async () => {
    const { desk, user } = await open(`#/releases?release=${PL11}&tab=checks`, {
      take_way_out: () => ({ seq: 9, sentence: 'Move CHG-2251 to PL-12.', answer: {} }),
    });
    const way = recorded.release_card.collisions[0]!.ways_out[0]!;
    await user.click((await screen.findAllByRole('button', { name: 'Take' }))[0]!);
    expect(calls(desk, 'take_way_out')).toEqual([{ sentence: way.sentence, moves: way.moves }]);
  });
  it('waives a missing partner only with a reason, and takes the waiver back', async () => {
    const subjects = [{ kind: 'release', id: PL11 }];
    const finding = {
      rule: 'DEP-03',
      severity: 'error',
      subjects,
      sentence: 'CHG-2231 changes posting-feed of Ledger Core: nobody has tried Data Warehouse with it.',
      why: 'The partner meets a contract that nobody has tried with it.',
      ways_out: [],
      waivable: true,
      waived: null,
    };
    const waived = {
      waiver: '01a20636-1523-73ec-abe1-00000000abcd',
      by: 'Inês Costa',
      at: '2026-11-03T09:12:00Z',
      reason: 'Run 412 is green.',
      sentence: 'Waived by Inês Costa, Tue 3 Nov 09:12: Run 412 is green.',
    };
    const none = { ...recorded.release_card, collisions: [] };
    const shown = (one: object) => ({ ...recorded.findings, findings: [one] });
    const hash = `#/releases?release=${PL11}&tab=checks`;
    const { desk, user } = await open(hash, {
      release_card: () => none,
      findings: () => shown(finding),
      waive_finding: () => ({ seq: 9, sentence: 'Waived DEP-03', answer: {} }),
    });
    await user.click(await screen.findByRole('button', { name: 'Waive…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Waive DEP-03?' });
    await user.click(within(dialog).getByRole('button', { name: 'Waive' }));
    expect(within(dialog).getByText(/needs a reason/)).toBeTruthy();
    expect(calls(desk, 'waive_finding')).toEqual([]);
    await user.type(within(dialog).getByLabelText('Reason'), 'Run 412 is green.{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(calls(desk, 'waive_finding')).toEqual([
      { rule: 'DEP-03', subjects, finding: finding.sentence, reason: 'Run 412 is green.' },
    ]);
    undo();
    document.body.replaceChildren();
    const again = await open(hash, {
      release_card: () => none,
      findings: () => shown({ ...finding, severity: 'note', waivable: false, waived }),
      take_back_waiver: () => ({ seq: 9, sentence: 'Took back', answer: {} }),
    });
    await screen.findByText(waived.sentence);
    expect(await faults()).toEqual([]);
    await again.user.click(screen.getByRole('button', { name: 'Take back' }));
    expect(calls(again.desk, 'take_back_waiver')).toEqual([{ waiver: waived.waiver }]);
  });
  it('shows the release plan, writes what was seen where the person says, and says where it is', async () => {
    const { desk, asked, user } = await open(`#/releases?release=${PL11}`, {
      ...pages,
      write_document: () => ({ path: '/tmp/plan.pdf', bytes: 204_800, subject: 'PL-11' }),
    });
    await user.click(await screen.findByRole('button', { name: 'Release plan PDF' }));
    await screen.findByText('Page 1 of 2');
    await user.click(screen.getByRole('button', { name: 'Save as PDF…' }));
    expect(asked).toEqual(['PL-11 release plan.pdf']);
    expect(calls(desk, 'write_document')).toEqual([
      { document: documentOf('release-plan', { release: PL11 }), path: '/tmp/plan.pdf', as_seen: true },
    ]);
    expect(
      (await screen.findAllByText('Release plan of PL-11 written to /tmp/plan.pdf, 200 KB')).length,
    ).toBeGreaterThan(0);
  });
  it('writes nothing when the person thought better of it', async () => {
    const { desk, user } = await open(`#/releases?release=${PL11}`, pages, null);
    await user.click(await screen.findByRole('button', { name: 'CAB deck PDF' }));
    await screen.findByText('Page 1 of 2');
    await user.click(screen.getByRole('button', { name: 'Save as PPTX…' }));
    expect(calls(desk, 'write_document')).toEqual([]);
    expect(screen.getByRole('dialog')).toBeTruthy();
  });
  it('exports the calendar of the plan', async () => {
    const { desk, user } = await open(
      `#/releases?release=${PL11}`,
      { export: () => ({ path: '/tmp/x.ics', bytes: 2048, sentence: 'Releases written to /tmp/x.ics' }) },
      '/tmp/x.ics',
    );
    await user.click(await screen.findByRole('button', { name: 'Export' }));
    await user.click(screen.getByRole('menuitem', { name: /Calendar of releases/ }));
    expect(calls(desk, 'export')).toEqual([{ format: 'ics', what: 'releases', path: '/tmp/x.ics' }]);
  });
  it('shows the reasons of a chosen step in the inspector', async () => {
    const { user } = await open(`#/releases?release=${PL11}&tab=order`);
    const grid = await screen.findByRole('grid', { name: 'Deployment order' });
    const line = recorded.release_order.lines.find((each) => each.because.length > 0)!;
    await user.click(within(grid).getByText(line.what));
    expect(await screen.findByText(line.because[0]!)).toBeTruthy();
  });
  it('has no faults of accessibility in any of its parts', async () => {
    const { user } = await open(`#/releases?release=${PL11}`);
    for (const name of [/^Scope/, /^Order/, /^Collisions/]) {
      await user.click(await screen.findByRole('tab', { name }));
      expect(await faults()).toEqual([]);
    }
  }, 40_000);
});

describe('an address without a release', () => {
  const sentence = 'There is no release with that address in this plan.';
  it('says so in one sentence and leads to the list, without asking for it', async () => {
    const { desk, user } = await open('#/releases?release=RO-99');
    expect(await screen.findByText(sentence)).toBeTruthy();
    expect(calls(desk, 'release_card')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'All releases' }));
    expect(await screen.findByRole('grid', { name: 'Releases' })).toBeTruthy();
  });
  it('says the same of a release that was removed', async () => {
    await open('#/releases?release=00000000-0000-7000-8000-000000000000', {
      release_card: () => {
        throw {
          kind: 'refused',
          code: 'unknown',
          sentence: 'This release is not in the plan any more. Nothing was changed.',
        };
      },
    });
    expect(await screen.findByText(sentence)).toBeTruthy();
  });
});
