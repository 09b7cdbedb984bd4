import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventFile } from '../../src/events/eventFile';
import { newFileName } from '../../src/events/eventFileName';
import { EventFolder } from '../../src/events/eventFolder';
import { doneText, eventText, openText } from '../../src/events/eventRecord';
import { LineSeal } from '../../src/events/sealedLine';
import { loadBody, loadEvents } from '../../src/events/storedEvents';
import '../eventually';

const seal = new LineSeal('the secret of this file');
const address = {
	callId: 'call-0815',
	callUuid: 'uuid-4711',
	eventsUrl: 'https://n8n.example.com/webhook/0000/bridge',
};
const body = (sequence: number) => JSON.stringify({ sequence, text: `Grüße Nr. ${sequence}\n"☎"` });

describe('the file of a call', () => {
	let root: string;
	let folder: EventFolder;
	beforeEach(() => {
		root = mkdtempSync(join(tmpdir(), 'event-file-'));
		folder = EventFolder.create(root);
	});
	afterEach(() => {
		folder.dispose();
		rmSync(root, { recursive: true, force: true });
	});

	const fileWith = (...sequences: number[]) => {
		const file = new EventFile(folder, newFileName('01234567'));
		for (const sequence of sequences) add(file, sequence);
		return file;
	};
	const add = (file: EventFile, sequence: number) => {
		const facts = { sequence, type: 'transcript' as const, queuedAt: 1_000 + sequence };
		return file.append(seal.seal(eventText(address, facts, body(sequence))));
	};
	/** Bodies of the undelivered events, by sequence. */
	const bodies = async (file: EventFile, opener = seal) => {
		const { events } = loadEvents(file, opener);
		const found = new Map<number, string | undefined>();
		for (const { sequence, place } of events) {
			found.set(sequence, loadBody(file, place, opener));
		}
		return found;
	};
	const asWritten = (...sequences: number[]) =>
		new Map(sequences.map((sequence) => [sequence, body(sequence)]));

	it('gives back what was written, where it goes and when it was queued', async () => {
		const file = fileWith(1, 2, 3);
		const loaded = loadEvents(file, seal);
		expect(loaded).toMatchObject({ address, damaged: 0, unreadable: false });
		expect(loaded.events[1]).toMatchObject({ sequence: 2, type: 'transcript', queuedAt: 1_002 });
		expect(await bodies(file)).toEqual(asWritten(1, 2, 3));
	});

	it('is for nobody else: in its mode, its name and what is in it', () => {
		const file = fileWith(1);
		expect(statSync(file.path).mode & 0o777).toBe(0o600);
		expect(statSync(folder.path).mode & 0o777).toBe(0o700);
		expect(file.name).not.toMatch(/0815|4711/);
		const content = readFileSync(file.path, 'latin1');
		for (const secret of ['0815', '4711', 'n8n.example.com', 'Nr.', 'transcript']) {
			expect(content).not.toContain(secret);
			expect(Buffer.from(content, 'base64url').toString('latin1')).not.toContain(secret);
		}
	});

	it('leaves out what was noted as delivered, in whatever order lines were written', async () => {
		const file = fileWith(1, 3, 2, 4);
		file.append(seal.seal(doneText(2)));
		add(file, 3);
		expect([...(await bodies(file)).keys()]).toEqual([3, 4]);
	});

	it('cut off at every byte of its last event, keeps all others and can be appended to', async () => {
		const file = fileWith(1, 2);
		const before = file.size;
		add(file, 3);
		const whole = readFileSync(file.path);
		expect(whole.length).toBeGreaterThan(before + 100);
		for (let size = before; size <= whole.length; size++) {
			writeFileSync(file.path, whole.subarray(0, size));
			const complete = size >= whole.length - 1;
			const loaded = loadEvents(file, seal);
			expect(loaded.events.map(({ sequence }) => sequence)).toEqual(complete ? [1, 2, 3] : [1, 2]);
			expect(loaded.damaged).toBe(0);
			add(file, 4);
			expect([...(await bodies(file)).keys()]).toEqual(complete ? [1, 2, 3, 4] : [1, 2, 4]);
			expect(loadEvents(file, seal).damaged).toBe(0);
		}
	});

	it('cut off within its only event, is empty', async () => {
		const file = fileWith(1);
		const whole = file.size;
		for (let size = 0; size < whole - 1; size += 7) {
			truncateSync(file.path, size);
			expect(loadEvents(file, seal)).toMatchObject({ events: [], unreadable: false });
			writeFileSync(file.path, '');
			add(file, 1);
		}
	});

	it('with any bit flipped, loses at most the event that was hit', async () => {
		const file = fileWith(1, 2, 3);
		const whole = readFileSync(file.path);
		const { events } = loadEvents(file, seal);
		for (let index = 0; index < whole.length; index++) {
			const changed = Buffer.from(whole);
			changed[index] = (changed[index] ?? 0) ^ (1 << (index % 8));
			writeFileSync(file.path, changed);
			const hit = events.findIndex(
				({ place }) => index >= place.offset - 1 && index <= place.offset + place.length,
			);
			const rest = asWritten(...[1, 2, 3].filter((sequence) => sequence !== hit + 1));
			const found = await bodies(file);
			for (const [sequence, text] of rest) expect(found.get(sequence)).toBe(text);
			// The one that was hit is gone or unharmed, never something else.
			expect([undefined, body(hit + 1)]).toContain(found.get(hit + 1));
		}
	});

	it('does not open with another secret, and says so', async () => {
		const file = fileWith(1, 2);
		const loaded = loadEvents(file, new LineSeal('another secret of this file'));
		expect(loaded).toMatchObject({ events: [], damaged: 2, unreadable: true });
		expect(await bodies(file)).toEqual(asWritten(1, 2));
	});

	it('can be rewritten with what is still needed, and goes on', async () => {
		const file = fileWith(1, 2, 3, 4);
		const { events } = loadEvents(file, seal);
		const places = file.keepOnly(events.slice(2).map(({ place }) => place));
		expect(statSync(file.path)).toMatchObject({ size: file.size });
		expect(statSync(file.path).mode & 0o777).toBe(0o600);
		expect(loadBody(file, places[1] ?? { offset: 0, length: 0 }, seal)).toBe(body(4));
		add(file, 5);
		expect(await bodies(file)).toEqual(asWritten(3, 4, 5));
	});

	describe('of a call that lives', () => {
		const call = { address, stream: 'stream-1', since: 1_000 };
		const liveFile = () => {
			const file = new EventFile(folder, newFileName('01234567'));
			return { file, head: file.append(seal.seal(openText(call))) };
		};
		const restart = ({ file, head }: ReturnType<typeof liveFile>) =>
			file.restart(head, seal.seal(doneText(2)));

		it('says which it is, and nothing of its end', async () => {
			const { file } = liveFile();
			const empty = { address, lost: call, lastSequence: 0, events: [], damaged: 0 };
			expect(loadEvents(file, seal)).toMatchObject(empty);
			add(file, 1);
			expect(loadEvents(file, seal)).toMatchObject({ lost: call, lastSequence: 1 });
			const facts = { sequence: 2, type: 'ended' as const, queuedAt: 2_000 };
			file.append(seal.seal(eventText(address, facts, body(2))));
			expect(loadEvents(file, seal).lost).toBeUndefined();
		});

		it('keeps that and the number of the last event when all are delivered, and goes on', async () => {
			const live = liveFile();
			const { file } = live;
			for (let round = 0; round < 3; round++) {
				add(file, 1);
				add(file, 2);
				restart(live);
				expect(statSync(file.path).size).toBe(file.size);
				const known = { lost: call, lastSequence: 2, events: [], damaged: 0 };
				expect(loadEvents(file, seal)).toMatchObject(known);
			}
			add(file, 3);
			expect(await bodies(file)).toEqual(asWritten(3));
			expect(loadEvents(file, seal)).toMatchObject({ lost: call, lastSequence: 3 });
		});

		it('killed before the rest was cut off, still has nothing to deliver', async () => {
			const live = liveFile();
			const { file } = live;
			add(file, 1);
			add(file, 2);
			const before = readFileSync(file.path);
			restart(live);
			const after = readFileSync(file.path);
			writeFileSync(file.path, Buffer.concat([after, before.subarray(after.length)]));
			const known = { lost: call, lastSequence: 2, events: [] };
			expect(loadEvents(file, seal)).toMatchObject(known);
		});
	});

	it('that was removed by somebody is empty, and its events are lost, not an error', async () => {
		const file = fileWith(1);
		const { events } = loadEvents(file, seal);
		rmSync(file.path);
		expect(loadBody(file, events[0]?.place ?? { offset: 0, length: 0 }, seal)).toBeUndefined();
		expect(loadEvents(file, seal)).toMatchObject({ events: [], damaged: 0 });
	});
});

describe('a sealed line', () => {
	it('differs every time, opens with its secret only, and only as it is', () => {
		const line = seal.seal('text');
		expect(seal.seal('text')).not.toBe(line);
		expect(seal.open(line)).toBe('text');
		expect(new LineSeal('another secret of this file').open(line)).toBeUndefined();
		for (const other of ['', 'A', line.slice(1), line.slice(0, -1), `${line}A`, `${line}=`]) {
			expect(seal.open(other)).toBeUndefined();
		}
	});

	it('of another version does not open', () => {
		const bytes = Buffer.from(seal.seal('text'), 'base64url');
		bytes[0] = 2;
		expect(seal.open(bytes.toString('base64url'))).toBeUndefined();
	});
});
