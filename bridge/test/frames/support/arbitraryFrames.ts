import fc from 'fast-check';
import { closing, wire } from './wire';

const text = fc.oneof(
	fc.string({ maxLength: 20, unit: 'binary' }).map((value) => Buffer.from(value)),
	fc.constantFrom('', 'é', '😀').map((value) => Buffer.from(value)),
);
const bytes = fc.uint8Array({ maxLength: 140, size: 'max' }).map((value) => Buffer.from(value));
const long = fc
	.tuple(fc.integer({ min: 120, max: 600 }), fc.integer({ min: 0, max: 255 }))
	.map(([length, byte]) => Buffer.alloc(length, byte));
const close = fc
	.tuple(
		fc.oneof(
			fc.constantFrom(1000, 1001, 1005, 1006, 3000, 4999),
			fc.integer({ min: 0, max: 65_535 }),
		),
		fc.oneof(text, bytes),
	)
	.map(([code, reason]) => closing(code, reason.subarray(0, 123)));

const mostly = <Value>(usual: Value, ...others: Value[]) =>
	fc.oneof(
		{ weight: 12, arbitrary: fc.constant(usual) },
		{ weight: 1, arbitrary: fc.constantFrom(usual, ...others) },
	);

/** Frames of which most are allowed and any may not be. */
function frame(masked: boolean): fc.Arbitrary<Buffer> {
	return fc
		.record({
			opcode: fc.oneof(
				{ weight: 10, arbitrary: fc.constantFrom(0, 1, 1, 2, 2, 9, 10) },
				{ weight: 1, arbitrary: fc.integer({ min: 0, max: 15 }) },
			),
			payload: fc.oneof(text, bytes, long, close),
			final: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.boolean()),
			reserved: mostly(0, 1, 2, 4),
			masked: mostly(masked, !masked),
			lengthBytes: mostly<0 | 2 | 8 | undefined>(undefined, 2, 8),
			declaredLength: mostly<bigint | undefined>(undefined, 1n << 20n, 1n << 53n, 1n << 63n),
			key: fc.oneof(
				fc.constant([0, 0, 0, 0]),
				fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 4, maxLength: 4 }),
			),
		})
		.map((parts) => {
			// A length that has no room in the form asked for takes the form that it needs.
			const length = parts.declaredLength ?? BigInt(parts.payload.length);
			const roomy = parts.lengthBytes === 2 ? length < 65_536n : true;
			return wire({ ...parts, ...(!roomy && { lengthBytes: undefined }) });
		});
}

/** What one side may send: frames, or noise, and where the network cuts it. */
export function arbitraryTraffic(masked: boolean): fc.Arbitrary<{ all: Buffer; pieces: Buffer[] }> {
	const fragments = fc
		.tuple(fc.constantFrom(1, 2), fc.array(text, { maxLength: 4 }))
		.map(([opcode, parts]) =>
			Buffer.concat([
				wire({ opcode, final: false, masked }),
				...parts.map((payload) => wire({ opcode: 0, payload, final: false, masked })),
				wire({ opcode: 0, payload: 'end', masked }),
			]),
		);
	const good = fc
		.tuple(fc.constantFrom(1, 2, 9, 10), text)
		.map(([opcode, payload]) => wire({ opcode, payload: payload.subarray(0, 125), masked }));
	const farewell = close.map((payload) => wire({ opcode: 8, payload, masked }));
	const part = fc.oneof(
		{ weight: 6, arbitrary: good },
		{ weight: 3, arbitrary: fragments },
		{ weight: 3, arbitrary: frame(masked) },
		{ weight: 1, arbitrary: farewell },
		{ weight: 1, arbitrary: bytes },
	);
	return fc
		.tuple(
			fc.array(part, { maxLength: 8 }),
			fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 40, size: 'max' }),
		)
		.map(([parts, cuts]) => {
			const all = Buffer.concat(parts);
			return { all, pieces: cutInto(all, cuts) };
		});
}

function cutInto(all: Buffer, sizes: number[]): Buffer[] {
	const pieces: Buffer[] = [];
	let offset = 0;
	for (const size of sizes) {
		if (offset >= all.length) break;
		pieces.push(all.subarray(offset, offset + size));
		offset += size;
	}
	if (offset < all.length) pieces.push(all.subarray(offset));
	return pieces;
}
