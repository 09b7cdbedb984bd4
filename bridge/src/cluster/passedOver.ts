import type { WorkerLoad } from './messages';

/**
 * Whether another worker should have the next connection. Nobody knows what it will be: requests and streams come in any order, and dealt out in
 * strict turn all streams of a campaign, which come after a request each, would go to one worker. So in turn it goes only between those that
 * have about as much to do, and one that takes no more streams has none of them as long as another one takes some.
 * @param others those that take part as well
 */
export function isPassedOver(own: WorkerLoad, others: readonly WorkerLoad[]): boolean {
	const taking = others.filter(({ takes }) => takes);
	if (taking.length === 0) return false;
	if (!own.takes) return true;
	const least = Math.min(...taking.map(({ streams }) => streams));
	return own.streams > least + 1 + least / 8;
}
