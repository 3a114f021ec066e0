/** Long work that goes on behind the window: one entry a job, shown once it takes longer than a blink. */
import type { Progress } from '../desk/wire';

/** Work shorter than this never shows. */
export const SHOWN_AFTER_MS = 400;

export type Job = Progress & { shown: boolean; stopping: boolean };

export class Work {
  jobs = $state.raw<readonly Job[]>([]);
  #timers = new Map<string, ReturnType<typeof setTimeout>>();

  /** The jobs that show, oldest first. */
  get shown(): Job[] {
    return this.jobs.filter((job) => job.shown);
  }
  /** Hears how far a job is. */
  heard(progress: Progress): void {
    const known = this.jobs.find((job) => job.job === progress.job);
    if (progress.done) {
      clearTimeout(this.#timers.get(progress.job));
      this.#timers.delete(progress.job);
      this.jobs = this.jobs.filter((job) => job.job !== progress.job);
    } else if (known) {
      this.#change(progress.job, progress);
    } else {
      this.jobs = [...this.jobs, { ...progress, shown: false, stopping: false }];
      const timer = setTimeout(() => this.#change(progress.job, { shown: true }), SHOWN_AFTER_MS);
      this.#timers.set(progress.job, timer);
    }
  }
  /** Marks a job that was told to stop. */
  stopping(name: string, stopping = true): void {
    this.#change(name, { stopping });
  }
  #change(name: string, fields: Partial<Job>): void {
    this.jobs = this.jobs.map((job) => (job.job === name ? { ...job, ...fields } : job));
  }
}
