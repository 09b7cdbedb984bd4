import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';

/** A response whose network takes as much as a test lets it. */
export class FakeResponse extends EventEmitter {
	readonly written: Buffer[] = [];
	writableLength = 0;
	ended = false;
	destroyed = false;
	/** Calls what `setTimeout` was given: nothing got through for long. */
	stall: () => void = () => undefined;
	/** True: the network takes everything at once. */
	flows = true;

	/** As what it is taken for. */
	get response(): ServerResponse {
		return this as unknown as ServerResponse;
	}

	get bytes(): number {
		return Buffer.concat(this.written).length;
	}

	writeHead(): this {
		return this;
	}

	flushHeaders(): void {}

	setTimeout(_ms: number, onStalled: () => void): this {
		this.stall = onStalled;
		return this;
	}

	write(piece: Buffer | string): boolean {
		const bytes = Buffer.from(piece as string);
		this.written.push(bytes);
		if (!this.flows) this.writableLength += bytes.length;
		return this.flows;
	}

	/** The network takes what has waited. */
	drain(): void {
		this.flows = true;
		this.writableLength = 0;
		this.emit('drain');
	}

	end(): void {
		this.ended = true;
		this.emit('close');
	}

	destroy(): void {
		if (this.destroyed) return;
		this.destroyed = true;
		this.emit('close');
	}
}
