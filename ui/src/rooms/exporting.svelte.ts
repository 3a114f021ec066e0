/** Writing a drawing that shows as PNG or SVG, where the person says. */
import { call } from '../desk/call';
import { pickExport } from '../desk/dialogs';
import { failureOf } from '../desk/failure';
import type { FrameView } from '../desk/wire';
import type { Words } from '../parts/pictured';
import { toPng, toSvg, type Scene } from '../parts/scene';
import { dayClock } from '../words/dates';

export const FORMATS = ['png', 'svg'] as const;
export type PictureFormat = (typeof FORMATS)[number];
/** What shows, as a scene with that title. */
export type Drawing = (words: Words) => Scene;

/** What stands over a picture: `Calendar of Q4 2026`, and how fresh it is. */
export const wordsOf = (name: string, frame: FrameView): Words => ({
  title: `${name} of ${frame.plan?.name ?? 'the plan'}`,
  about: `as of ${dayClock(frame.now, frame.zone)}, entry ${frame.seq}`,
});

/** Asks where to and writes it; what was done in a sentence, or `null` when the person changes their mind. */
export async function writePicture(scene: Scene, format: PictureFormat): Promise<string | null> {
  const path = await pickExport(`${scene.title.replace(/[\\/:*?"<>|]+/g, '-')}.${format}`, [
    { name: format.toUpperCase(), endings: [format] },
  ]);
  if (!path) return null;
  const content =
    format === 'svg' ? { svg: toSvg(scene), png: null } : { svg: null, png: Array.from(await toPng(scene)) };
  return (await call('write_picture', { path, ...content })).sentence;
}

type Asked = { draw: () => Scene; format: PictureFormat };

/** What a room asks to save; the frame writes it and says so. */
class Saving {
  asked = $state.raw<Asked | null>(null);

  ask(format: PictureFormat, draw: () => Scene): void {
    this.asked ??= { draw, format };
  }
  /** Writes what was asked for; the sentence of what was done. */
  async write({ draw, format }: Asked): Promise<string | null> {
    try {
      return await writePicture(draw(), format);
    } catch (thrown) {
      throw failureOf(thrown);
    } finally {
      this.asked = null;
    }
  }
}
export const saving = new Saving();

/** The one drawing of a room that shows, so that its menu can save it. */
export class Exporting {
  /** What shows; `null` while nothing that can be drawn does. */
  drawing = $state.raw<Drawing | null>(null);

  /** Shows itself for as long as the picture is there; for an effect. */
  offer(drawing: Drawing): () => void {
    this.drawing = drawing;
    return () => {
      if (this.drawing === drawing) this.drawing = null;
    };
  }
  write(format: PictureFormat, words: Words): void {
    const { drawing } = this;
    if (drawing) saving.ask(format, () => drawing(words));
  }
}
