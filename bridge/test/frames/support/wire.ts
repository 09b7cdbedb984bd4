/** One frame as bytes, written by hand and apart from the code under test (RFC 6455 §5.2). */
export interface WireFrame {
	opcode: number;
	payload?: string | Uint8Array;
	final?: boolean;
	/** RSV1 to RSV3 as the bits 4, 2, 1. */
	reserved?: number;
	masked: boolean;
	/** Bytes of the length: inside the second byte, in two more, in eight more; the shortest when absent. */
	lengthBytes?: 0 | 2 | 8;
	/** Said instead of the payload's real length. */
	declaredLength?: bigint;
	key?: readonly number[];
}

export function wire(frame: WireFrame): Buffer {
	const payload = Buffer.from(frame.payload ?? '');
	const length = frame.declaredLength ?? BigInt(payload.length);
	const shortest = length < 126n ? 0 : length < 65_536n ? 2 : 8;
	const lengthBytes = frame.lengthBytes ?? shortest;
	const head = Buffer.alloc(2 + lengthBytes);
	head[0] = ((frame.final ?? true) ? 0x80 : 0) | ((frame.reserved ?? 0) << 4) | frame.opcode;
	if (lengthBytes === 0) head[1] = Number(length);
	if (lengthBytes === 2) {
		head[1] = 126;
		head.writeUInt16BE(Number(length), 2);
	}
	if (lengthBytes === 8) {
		head[1] = 127;
		head.writeBigUInt64BE(length, 2);
	}
	if (!frame.masked) return Buffer.concat([head, payload]);
	head[1] = (head[1] as number) | 0x80;
	const key = Buffer.from(frame.key ?? [0x37, 0xfa, 0x21, 0x3d]);
	const masked = payload.map((byte, index) => byte ^ (key[index % 4] as number));
	return Buffer.concat([head, key, masked]);
}

/** The payload of a Close. */
export function closing(code: number, reason: string | Uint8Array = ''): Buffer {
	return Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(reason)]);
}

export interface SeenFrame {
	opcode: number;
	masked: boolean;
	payload: Buffer;
}

/** Reads whole unfragmented frames back; what is incomplete at the end is left out. */
export function readWire(bytes: Buffer): SeenFrame[] {
	const frames: SeenFrame[] = [];
	let offset = 0;
	while (bytes.length - offset >= 2) {
		const second = bytes[offset + 1] as number;
		const short = second & 0x7f;
		const lengthBytes = short < 126 ? 0 : short === 126 ? 2 : 8;
		const keyBytes = second & 0x80 ? 4 : 0;
		const start = offset + 2 + lengthBytes + keyBytes;
		if (bytes.length < start) break;
		const length =
			lengthBytes === 0
				? short
				: bytes.readUIntBE(start - keyBytes - Math.min(lengthBytes, 6), Math.min(lengthBytes, 6));
		if (bytes.length < start + length) break;
		const payload = Buffer.from(bytes.subarray(start, start + length));
		for (let index = 0; keyBytes > 0 && index < length; index++) {
			payload[index] = (payload[index] as number) ^ (bytes[start - 4 + (index % 4)] as number);
		}
		frames.push({ opcode: (bytes[offset] as number) & 0x0f, masked: keyBytes > 0, payload });
		offset = start + length;
	}
	return frames;
}

/** What the frames say, readable: `pong hello`, `close 1002`. */
export function summary(frames: SeenFrame[]): string[] {
	return frames.map(({ opcode, payload }) => {
		if (opcode === 0x8) {
			return payload.length < 2
				? 'close'
				: `close ${payload.readUInt16BE(0)} ${payload.subarray(2).toString('latin1')}`.trim();
		}
		const name = { 1: 'text', 2: 'binary', 9: 'ping', 10: 'pong' }[opcode] ?? `opcode ${opcode}`;
		return `${name} ${payload.toString('latin1')}`.trim();
	});
}
