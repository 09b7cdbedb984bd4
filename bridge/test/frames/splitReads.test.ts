import { eventually } from '../eventually';
import type { Role } from '../../src/frames/protocol';
import { CASES } from './support/edgeCases';
import { endAll, openPair } from './support/peers';
import { readPieces } from './support/readerRun';
import { closing, wire } from './support/wire';

afterEach(endAll);

const MAXIMUM_BYTES = 1_000;

describe.each<Role>(['server', 'client'])('reads of a %s', (role) => {
	it.each(CASES)('come to the same wherever they are cut: $name', ({ bytes, heard, violation }) => {
		const all = bytes(role === 'server');
		const whole = readPieces([all], role, MAXIMUM_BYTES);
		expect(whole.heard).toEqual(heard);
		if (violation !== undefined) expect(whole.end).toBe(`violation ${violation}`);
		for (let cut = 1; cut < all.length; cut++) {
			const pieces = [all.subarray(0, cut), all.subarray(cut)];
			expect(readPieces(pieces, role, MAXIMUM_BYTES)).toEqual(whole);
		}
		const single = Array.from(all, (_, index) => all.subarray(index, index + 1));
		expect(readPieces(single, role, MAXIMUM_BYTES)).toEqual(whole);
	});

	it.each([true, false])('come one byte at a time from a socket, static %s', async (staticRead) => {
		const { connection, recorder, peer } = await openPair({ role, staticRead });
		const masked = role === 'server';
		const all = Buffer.concat([
			wire({ opcode: 1, payload: 'hello', masked }),
			wire({ opcode: 2, payload: 'a'.repeat(130), final: false, masked }),
			wire({ opcode: 9, payload: 'between', masked }),
			wire({ opcode: 0, payload: 'b', lengthBytes: 8, masked }),
			wire({ opcode: 8, payload: closing(1000, 'done'), masked }),
		]);
		for (const byte of all) {
			peer.socket.write(Buffer.from([byte]));
			await new Promise((resolve) => setImmediate(resolve));
		}
		await peer.receives('pong between', 'close 1000 done');
		peer.socket.end();
		await eventually('it closes', () => connection.isClosed);
		expect(recorder.heard).toEqual(['text hello', 'ping between', `binary ${'a'.repeat(130)}b`]);
		expect(recorder.closes).toEqual([{ code: 1000, reason: 'done', error: undefined }]);
	});
});
