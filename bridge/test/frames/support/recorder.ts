import type { FrameListener } from '../../../src/frames/connection';

/** Writes down what a connection says; copies, because views are only valid during the call. */
export class Recorder implements FrameListener {
	/** `text hello`, `binary <latin1>`, `ping x`, `pong x` in the order they came. */
	readonly heard: string[] = [];
	/** The flags that came with messages. */
	readonly more: boolean[] = [];
	readEnds = 0;
	drains = 0;
	closes: Array<{ code: number; reason: string; error: Error | undefined }> = [];
	/** Called after each message, with its number. */
	onMessage: (count: number) => void = () => undefined;

	onText(payload: Buffer, more: boolean): void {
		this.note('text', payload, more);
	}

	onBinary(payload: Buffer, more: boolean): void {
		this.note('binary', payload, more);
	}

	onReadEnd(): void {
		this.readEnds += 1;
	}

	onPing(payload: Buffer): void {
		this.heard.push(`ping ${payload.toString('latin1')}`.trim());
	}

	onPong(payload: Buffer): void {
		this.heard.push(`pong ${payload.toString('latin1')}`.trim());
	}

	onDrain(): void {
		this.drains += 1;
	}

	onClose(code: number, reason: string, error: Error | undefined): void {
		this.closes.push({ code, reason, error });
	}

	private note(kind: string, payload: Buffer, more: boolean): void {
		this.heard.push(`${kind} ${payload.toString('latin1')}`.trim());
		this.more.push(more);
		this.onMessage(this.more.length);
	}
}
