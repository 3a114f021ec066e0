import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toClipboard } from './clipboard';

class Item {
  constructor(readonly parts: Record<string, Promise<Blob>>) {}
}
const read = (blob: Blob): Promise<string> =>
  new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.readAsText(blob);
  });
const clipboard = { write: vi.fn(), writeText: vi.fn() };

beforeEach(() => {
  vi.stubGlobal('ClipboardItem', Item);
  vi.stubGlobal('navigator', { clipboard });
  clipboard.write.mockReset().mockResolvedValue(undefined);
  clipboard.writeText.mockReset().mockResolvedValue(undefined);
});
afterEach(() => vi.unstubAllGlobals());

describe('the clipboard', () => {
  it('gets plain words as plain words', async () => {
    await toClipboard('RO-23');
    expect(clipboard.writeText).toHaveBeenCalledWith('RO-23');
  });
  it('gets both forms at once, in the moment of the click, even while they are being made', async () => {
    let give = (_: string) => {};
    const text = new Promise<string>((done) => (give = done));
    const done = toClipboard(text, Promise.resolve('<b>x</b>'));
    expect(clipboard.write).toHaveBeenCalledTimes(1);
    give('x');
    await done;
    const [[item]] = clipboard.write.mock.calls[0] as [[Item]];
    expect(await read((await item.parts['text/plain']) as Blob)).toBe('x');
    expect(await read((await item.parts['text/html']) as Blob)).toBe('<b>x</b>');
  });
  it('says why the words were not made, not that nothing could be written', async () => {
    clipboard.write.mockRejectedValue(new Error('NotAllowed'));
    await expect(toClipboard(Promise.reject(new Error('no meeting')), 'x')).rejects.toThrow('no meeting');
    await expect(toClipboard('x', 'y')).rejects.toThrow('NotAllowed');
  });
  it('still gets the plain words where a window knows no formats', async () => {
    vi.stubGlobal('ClipboardItem', undefined);
    await toClipboard(Promise.resolve('x'), '<b>x</b>');
    expect(clipboard.writeText).toHaveBeenCalledWith('x');
  });
});
