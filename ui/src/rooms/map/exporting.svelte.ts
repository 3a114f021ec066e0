/** Writing the picture that shows as PNG or SVG, where the person says. */
import { call } from '../../desk/call';
import { pickExport } from '../../desk/dialogs';
import { failureOf, type Failure } from '../../desk/failure';
import { toPng, toSvg, type Scene } from './scene';

export type PictureFormat = 'png' | 'svg';
/** What shows, as a scene with that title. */
export type Drawing = (words: { title: string; about: string }) => Scene;

export class Exporting {
  /** What shows; `null` while nothing that can be drawn does. */
  drawing = $state.raw<Drawing | null>(null);
  busy = $state(false);

  constructor(
    readonly done: (sentence: string) => void,
    readonly failed: (failure: Failure) => void,
  ) {}

  /** Shows itself for as long as the picture is there; for an effect. */
  offer(drawing: Drawing): () => void {
    this.drawing = drawing;
    return () => {
      if (this.drawing === drawing) this.drawing = null;
    };
  }

  async write(format: PictureFormat, words: { title: string; about: string }): Promise<void> {
    if (this.busy || !this.drawing) return;
    this.busy = true;
    try {
      const scene = this.drawing(words);
      const path = await pickExport(`${words.title}.${format}`, [
        { name: format.toUpperCase(), endings: [format] },
      ]);
      if (path) {
        const content =
          format === 'svg'
            ? { svg: toSvg(scene), png: null }
            : { svg: null, png: Array.from(await toPng(scene)) };
        this.done((await call('write_picture', { path, ...content })).sentence);
      }
    } catch (thrown) {
      this.failed(failureOf(thrown));
    }
    this.busy = false;
  }
}
