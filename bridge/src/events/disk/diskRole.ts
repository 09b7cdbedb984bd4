import type { MessagePort } from 'node:worker_threads';
import { errorCode } from '../../logger';
import { EventDisk, type DiskData } from './eventDisk';

/** What the thread can be asked to do. */
export type DiskTask = {
	[Name in keyof EventDisk]: EventDisk[Name] extends (...args: never[]) => unknown ? Name : never;
}[keyof EventDisk];

export interface DiskOrder {
	id: number;
	task: DiskTask;
	args: unknown[];
}

/** Its answer to one order; without an order, something could not be flushed. */
export interface DiskAnswer {
	id?: number;
	result?: unknown;
	/** The system's code, when it has failed. */
	error?: string;
}

/** The thread for event files: it does what it is told, in that order. */
export function runEventsRole(port: MessagePort, data: DiskData): void {
	const answer = (message: DiskAnswer) => port.postMessage(message);
	const disk = new EventDisk(data, (error) => answer({ error: errorCode(error) }));
	port.on('message', (order: DiskOrder) => answer(obey(disk, order)));
}

function obey(disk: EventDisk, { id, task, args }: DiskOrder): DiskAnswer {
	try {
		const method = disk[task] as (...given: unknown[]) => unknown;
		return { id, result: method.apply(disk, args) };
	} catch (error) {
		return { id, error: errorCode(error) };
	}
}
