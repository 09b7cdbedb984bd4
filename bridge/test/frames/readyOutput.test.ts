import { closeSync, fstatSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FrameSocket } from '../../src/frames/frameSocket';
import { frameOf } from '../../src/frames/frameWriter';
import { OPCODE, type Role } from '../../src/frames/protocol';
import {
	claimOutput,
	isReady,
	releaseOutput,
	sendFrameTo,
	setReady,
} from '../../src/frames/readyOutput';
import { NO_ROW } from '../../src/hotTable';
import { eventually } from '../eventually';
import { collectGarbage } from './support/collectGarbage';
import { endAll, openPair } from './support/peers';

afterEach(endAll);

const ROLES: Role[] = ['server', 'client'];
const socketOf = (connection: FrameSocket) => (connection as unknown as { socket: Socket }).socket;

describe.each(ROLES)('frames past the objects of a %s', (role) => {
	const frame = (text: string) => frameOf(role, OPCODE.text, text);
	const ready = async () => {
		const pair = await openPair({ role, staticRead: true });
		const row = pair.connection.outputRow;
		// The first one goes through the streams, which tells that nothing waits in them.
		pair.connection.sendText('first');
		expect(isReady(pair.connection, row)).toBe(true);
		return { ...pair, row };
	};

	it('arrive, in order with those that go the usual way', async () => {
		const { connection, peer, row } = await ready();
		const usual = jest.spyOn(connection, 'sendFrame');
		const expected = ['text first'];
		for (let index = 0; index < 50; index++) {
			expect(sendFrameTo(connection, row, frame(`past ${index}`))).toBe(true);
			connection.sendText(`usual ${index}`);
			expected.push(`text past ${index}`, `text usual ${index}`);
		}
		expect(usual).not.toHaveBeenCalled();
		await peer.receives(...expected);
	});

	it('go the usual way while what was sent before waits, and none is lost or out of order', async () => {
		const { connection, peer, row, recorder } = await ready();
		const usual = jest.spyOn(connection, 'sendFrame');
		peer.socket.pause();
		const much = 'x'.repeat(50_000);
		let sent = 0;
		// As whoever prepares frames: its memory is used again when that is allowed.
		let memory = frame(`0000 ${much}`);
		const length = memory.length;
		const send = (number: number) => {
			frame(`${String(number).padStart(4, '0')} ${much}`).copy(memory);
			const again = sendFrameTo(connection, row, memory);
			if (!again) memory = Buffer.alloc(length);
			return again;
		};
		const again: boolean[] = [];
		while (isReady(connection, row) && sent < 1_000) again.push(send(sent++));
		expect(again.pop()).toBe(false);
		expect(again).not.toContain(false);
		expect(connection.bufferedAmount).toBeGreaterThan(0);
		for (let more = 0; more < 3; more++) {
			send(sent++);
		}
		expect(usual).toHaveBeenCalledTimes(3);
		peer.socket.resume();
		await eventually('it is drained', () => recorder.drains > 0);
		expect(isReady(connection, row)).toBe(true);
		expect(send(sent++)).toBe(true);
		expect(usual).toHaveBeenCalledTimes(3);
		await peer.receives(
			'text first',
			...Array.from(
				{ length: sent },
				(_, index) => `text ${String(index).padStart(4, '0')} ${much}`,
			),
		);
	});

	it.each([
		['closed', (connection: FrameSocket) => connection.close()],
		['dropped', (connection: FrameSocket) => connection.terminate()],
		['destroyed', (connection: FrameSocket) => socketOf(connection).destroy()],
	])('are sent no more at once when it is %s', async (_, end) => {
		const { connection, peer, row } = await ready();
		end(connection);
		expect(isReady(connection, row)).toBe(false);
		sendFrameTo(connection, row, frame('secret'));
		await eventually('it is over', () => {
			return peer.ended || peer.closed || peer.frames.at(-1) === 'close 1000';
		});
		expect(peer.frames.filter((text) => text.includes('secret'))).toEqual([]);
	});

	it('are sent no more once the other side has ended', async () => {
		const { connection, peer, row } = await ready();
		peer.socket.end();
		await eventually('it is told', () => !isReady(connection, row));
		expect(connection.open).toBe(false);
	});

	it('never reach a file that has got its descriptor', async () => {
		const { connection, row } = await ready();
		const folder = mkdtempSync(path.join(tmpdir(), 'output-'));
		socketOf(connection).destroy();
		const other = openSync(path.join(folder, 'other'), 'w+');
		try {
			expect(connection.open).toBe(true);
			sendFrameTo(connection, row, frame('secret'));
			expect(fstatSync(other).size).toBe(0);
		} finally {
			closeSync(other);
			rmSync(folder, { recursive: true });
		}
	});

	it('never reach a connection that has got its row', async () => {
		const { connection, row } = await ready();
		connection.terminate();
		await eventually('it is gone', () => connection.isClosed);
		expect(connection.outputRow).toBe(NO_ROW);
		const next = await ready();
		expect(next.row).toBe(row);
		expect(isReady(connection, row)).toBe(false);
		sendFrameTo(connection, row, frame('secret'));
		sendFrameTo(next.connection, row, frame('its own'));
		await next.peer.receives('text first', 'text its own');
	});

	it('are never sent where a socket is not read statically', async () => {
		const { connection, peer } = await openPair({ role, staticRead: false });
		connection.sendText('first');
		expect(connection.outputRow).toBe(NO_ROW);
		expect(isReady(connection, connection.outputRow)).toBe(false);
		sendFrameTo(connection, connection.outputRow, frame('second'));
		await peer.receives('text first', 'text second');
	});
});

describe('the row of an output', () => {
	it('is never ready when it is the one of nobody', () => {
		setReady(NO_ROW, 1);
		expect(isReady(undefined, NO_ROW)).toBe(false);
	});

	it("is nobody's once it is released, and keeps nobody alive", async () => {
		const claimed = () => {
			const output = { outputRow: NO_ROW, writeRest: () => true };
			claimOutput(output);
			return output;
		};
		const [row, former] = (() => {
			const output = claimed();
			const { outputRow } = output;
			setReady(outputRow, 1);
			expect(isReady(output, outputRow)).toBe(true);
			releaseOutput(output);
			releaseOutput(output);
			expect([output.outputRow, isReady(output, outputRow)]).toEqual([NO_ROW, false]);
			return [outputRow, new WeakRef(output)] as const;
		})();
		await eventually('it is forgotten', () => {
			collectGarbage();
			return former.deref() === undefined;
		});
		const [next, another] = [claimed(), claimed()];
		expect(next.outputRow).toBe(row);
		expect(another.outputRow).not.toBe(row);
		for (const output of [next, another]) releaseOutput(output);
	});
});
