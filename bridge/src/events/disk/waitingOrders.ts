import type { DiskOrder } from './diskRole';
import type { FileRef } from './eventDisk';

/**
 * Orders that the thread has not been given yet, the oldest first. Those that a later one makes needless are taken out: events that are
 * delivered while the disk stalls wait nowhere.
 */
export class WaitingOrders {
	private readonly orders = new Set<DiskOrder>();
	/** Those that write to a file. */
	private readonly ofFiles = new Map<string, Set<DiskOrder>>();

	get size(): number {
		return this.orders.size;
	}

	/** Takes an order. @returns those that need not be obeyed any more, be it this one */
	add(order: DiskOrder): DiskOrder[] {
		const key = keyOf(order);
		const before = [...((key !== undefined && this.ofFiles.get(key)) || [])];
		const needless = order.task === 'settle' ? before.filter((each) => settles(order, each)) : [];
		for (const each of needless) this.remove(each);
		// Of a file that was never begun nothing is left to be removed.
		if (needless.some(({ task }) => task === 'begin')) return [...needless, order];
		this.orders.add(order);
		if (key !== undefined) {
			this.ofFiles.set(key, (this.ofFiles.get(key) ?? new Set<DiskOrder>()).add(order));
		}
		return needless;
	}

	/** Takes out the oldest. */
	next(): DiskOrder | undefined {
		const [order] = this.orders;
		if (order) this.remove(order);
		return order;
	}

	private remove(order: DiskOrder): void {
		this.orders.delete(order);
		const key = keyOf(order);
		if (key === undefined) return;
		const others = this.ofFiles.get(key);
		others?.delete(order);
		if (others?.size === 0) this.ofFiles.delete(key);
	}
}

/** Whether a `settle` does all that an earlier order for the same file would be good for. */
function settles({ args: [, last, rest] }: DiskOrder, { task, args }: DiskOrder): boolean {
	if (rest === 'over') return true;
	return task === 'settle' || (task === 'write' && Number(args[1]) <= Number(last));
}

function keyOf({ task, args }: DiskOrder): string | undefined {
	if (task !== 'begin' && task !== 'write' && task !== 'settle') return undefined;
	const { folder, name } = args[0] as FileRef;
	return `${folder}/${name}`;
}
