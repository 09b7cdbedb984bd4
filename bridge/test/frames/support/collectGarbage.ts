import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

/** Frees what nobody refers to any more: what is asked for by a WeakRef, once the job is over that has looked at it last. */
export function collectGarbage(): void {
	collect();
}
