import { wire, type WireFrame } from './wire';

/** What the other side sends, and what has to come of it. The longest message allowed has 1000 bytes. */
export interface EdgeCase {
	name: string;
	bytes: (masked: boolean) => Buffer;
	/** Messages and signs of life that are given out. */
	heard: string[];
	/** Frames that are sent back. */
	sent: string[];
	/** Code and reason that the connection closes with. */
	code: number;
	reason?: string;
	/** Close code of the violation that is reported. */
	violation?: number;
}

export const frames =
	(...list: Array<Omit<WireFrame, 'masked'>>) =>
	(masked: boolean) =>
		Buffer.concat(list.map((frame) => wire({ ...frame, masked })));

export const refused = (
	name: string,
	code: number,
	bytes: EdgeCase['bytes'],
	heard: string[] = [],
): EdgeCase => ({
	name,
	bytes,
	heard,
	sent: [`close ${code}`],
	code: 1006,
	violation: code,
});

export const taken = (
	name: string,
	bytes: EdgeCase['bytes'],
	heard: string[],
	sent: string[] = [],
): EdgeCase => ({
	name,
	bytes,
	heard,
	sent,
	code: 1006,
});

export const closed = (
	name: string,
	payload: Buffer,
	sent: string,
	code: number,
	reason = '',
): EdgeCase => ({
	name,
	bytes: frames({ opcode: 8, payload }),
	heard: [],
	sent: [sent],
	code,
	reason,
});

export const x = (length: number) => 'x'.repeat(length);
/** Text after the offence, which must not be heard. */
export const after = { opcode: 1, payload: 'after' };
export const euro = Buffer.from('€');
