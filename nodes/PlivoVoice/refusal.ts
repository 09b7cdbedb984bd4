export { refusal, refusedWith } from '../shared/refusal';
