import { HotTable, NO_ROW } from '../hotTable';
import { writeDirectly } from './directWrite';

/** For each connection: its descriptor while a frame may be written to it directly, at this moment; else 0. */
const TABLE = new HotTable(1);
/** By row. A row may be another connection's by now: nothing is sent without a look at this. */
const outputs: (Output | undefined)[] = [];

/** A connection that frames may be written to past its objects. */
export interface Output {
	/** Its row; NO_ROW before and after. */
	outputRow: number;
	/** The kernel has taken the frame up to this rest. @returns as `sendFrame` */
	writeRest(rest: Buffer): boolean;
}

/** Whoever frames are sent to: an `Output`, or something else, to which they go by `sendFrame`. */
export interface FrameTaker {
	sendFrame(frame: Buffer): boolean;
}

/** From now on the connection has a row, until it is released. */
export function claimOutput(output: Output): void {
	const row = TABLE.claim();
	outputs[row] = output;
	output.outputRow = row;
}

/** The connection is gone. */
export function releaseOutput(output: Output): void {
	const row = output.outputRow;
	if (row === NO_ROW) return;
	output.outputRow = NO_ROW;
	outputs[row] = undefined;
	TABLE.release(row);
}

/** `descriptor`: where a frame may be written to now; 0 for nowhere. */
export function setReady(row: number, descriptor: number): void {
	if (row !== NO_ROW) TABLE.numbers[row] = descriptor;
}

/** Whether the connection is open and the kernel has taken all that was sent, which is then known from its row alone. */
export function isReady(connection: unknown, row: number): boolean {
	return TABLE.numbers[row] !== 0 && outputs[row] === connection;
}

/**
 * Sends a frame that is complete, as `connection.sendFrame`; while the connection is ready nothing is looked at but its row.
 * @param row of this connection, or what was its row
 */
export function sendFrameTo(connection: FrameTaker, row: number, frame: Buffer): boolean {
	if (!isReady(connection, row)) return connection.sendFrame(frame);
	const taken = writeDirectly(TABLE.numbers[row]!, frame);
	return taken === frame.length || outputs[row]!.writeRest(frame.subarray(taken));
}
