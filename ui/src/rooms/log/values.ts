/** Values of the log as people read them. */
export { readable } from '../../words/values';
