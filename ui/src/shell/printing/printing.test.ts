import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, expect, it } from 'vitest';
import { answers, fixtureDesk, type Answers } from '../../../dev/fixture';
import type { DocumentQuestion, PageQuestion } from '../../desk/wire';
import { documentOf } from '../../rooms/printing.svelte';
import { Work } from '../work.svelte';
import PrintDialog from './PrintDialog.svelte';

const TEAM = '01996b3e-0000-7000-8000-000000000007';
const given = {
  ...answers,
  lay_out_document: (asked: DocumentQuestion) => ({
    subject: 'RO-23',
    name: `RO-23 release plan, ${asked.profile}`,
    pages: Array.from({ length: asked.profile === 'executive' ? 2 : 9 }, () => ({ width: 595, height: 842 })),
    outline: [
      { level: 1, title: 'Summary', page: 0 },
      { level: 1, title: 'Release calendar', page: 1 },
    ],
  }),
  document_page: ({ page }: PageQuestion) => ({
    svg: '<svg xmlns="http://www.w3.org/2000/svg"/>',
    text: `The words of page ${page + 1}`,
  }),
  document_teams: () => [{ id: TEAM, reference: 'payments', name: 'Payments' }],
  write_document: () => ({ path: '/p/out.pdf', bytes: 4096, subject: 'RO-23' }),
  stop: () => true,
};

let undo = () => {};
afterEach(() => undo());

function open(document: DocumentQuestion, more: Record<string, unknown> = {}) {
  const desk = fixtureDesk({ ...given, ...more } as unknown as Answers, true);
  desk.answer('pick_export', '/p/out.pdf');
  undo = desk.provide();
  const said: string[] = [];
  render(PrintDialog, {
    document,
    work: new Work(),
    onclose: () => {},
    ondone: (sentence: string) => said.push(sentence),
  });
  const asked = (name: string) =>
    desk.said.filter((each) => each.name === name).map((each) => each.question as Record<string, unknown>);
  return { said, asked, user: userEvent.setup() };
}

it('turns pages by keys and says what stands on them', async () => {
  const { user } = open(documentOf('release-plan'));
  const stage = await screen.findByRole('region', { name: 'Page 1 of 9, Summary' });
  expect(await screen.findByText('The words of page 1')).toBeTruthy();
  stage.focus();
  await user.keyboard('{ArrowRight}');
  expect(await screen.findByRole('region', { name: 'Page 2 of 9, Release calendar' })).toBeTruthy();
  expect(await screen.findByText('The words of page 2')).toBeTruthy();
  await user.keyboard('{End}');
  expect(await screen.findByText('Page 9 of 9')).toBeTruthy();
  await user.keyboard('{ArrowRight}{Home}');
  expect(await screen.findByText('Page 1 of 9')).toBeTruthy();
  const faults = (await axe.run(document.body, { rules: { region: { enabled: false } } })).violations;
  expect(faults.filter((fault) => fault.id !== 'color-contrast')).toEqual([]);
});

it('lays out again for somebody else and on another sheet, and writes what is seen', async () => {
  const { user, asked, said } = open(documentOf('release-plan'));
  await screen.findByText('Page 1 of 9');
  await user.click(screen.getByRole('radio', { name: 'Executive' }));
  await screen.findByText('Page 1 of 2');
  await user.click(screen.getByRole('radio', { name: 'Letter' }));
  await waitFor(() => expect(asked('lay_out_document').at(-1)?.letter).toBe(true));
  await screen.findByText('Page 1 of 2');
  await user.click(screen.getByRole('button', { name: 'Save as PDF…' }));
  await waitFor(() => expect(said).toEqual(['Release plan of RO-23 written to /p/out.pdf, 4 KB']));
  expect(asked('write_document')).toEqual([
    {
      document: documentOf('release-plan', { profile: 'executive', letter: true }),
      path: '/p/out.pdf',
      as_seen: true,
    },
  ]);
});

it('asks whose part a vendor gets before it prints anything', async () => {
  const { user, asked } = open(documentOf('release-plan', { profile: 'vendor' }));
  expect(await screen.findByText('Choose the team whose part is printed.')).toBeTruthy();
  expect(asked('lay_out_document')).toEqual([]);
  await screen.findByRole('option', { name: 'Payments' });
  await user.selectOptions(screen.getByLabelText('Team'), TEAM);
  await screen.findByText('Page 1 of 9');
  expect(asked('lay_out_document')[0]).toMatchObject({ profile: 'vendor', team: TEAM });
});

it('stops a layout that takes long', async () => {
  let refuse = (_: unknown) => {};
  const { user, asked } = open(documentOf('poster'), {
    lay_out_document: () =>
      new Promise((_, reject) => {
        refuse = reject;
      }),
    stop: () => {
      refuse({ kind: 'refused', code: 'stopped', sentence: 'The document was stopped after page 3.' });
      return true;
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Stop' }));
  expect(await screen.findByText(/stopped after page 3/)).toBeTruthy();
  expect(asked('stop')).toEqual([{ job: 'preview' }]);
});

it('refuses a poster of weeks that nobody can read', async () => {
  const { user, asked } = open(documentOf('poster'));
  await screen.findByText('Page 1 of 9');
  const weeks = screen.getByLabelText('Weeks');
  await user.clear(weeks);
  await user.type(weeks, '99');
  expect(await screen.findByText('From 4 to 30 weeks')).toBeTruthy();
  expect(asked('lay_out_document').every((each) => Number(each.weeks) <= 30)).toBe(true);
});
