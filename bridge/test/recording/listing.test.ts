import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeFacts, type RecordingFacts } from '../../src/recording/file/recordingFacts';
import { dayOf, recordingId, safeCallId } from '../../src/recording/recordingId';
import type { Recordings } from '../../src/recording/recordings';
import { FakeS3 } from '../fakes/fakeS3';
import { RecordingsBench } from './support/recordingsBench';

function factsOf(callId: string, startedAt: Date): RecordingFacts {
	return {
		id: recordingId(callId, startedAt),
		callId,
		callUuid: 'u',
		startedAt: startedAt.toISOString(),
		durationMs: 1,
		format: 'wav',
		channels: 2,
		sampleRate: 8_000,
		bytes: 48,
		complete: true,
	};
}

describe.each(['folder', 'S3'])('a list of recordings in a %s', (where) => {
	let bench: RecordingsBench;
	let s3: FakeS3;
	let recordings: Recordings;
	beforeEach(async () => {
		bench = await RecordingsBench.make();
		s3 = await FakeS3.start();
		recordings = await bench.open(
			where === 'S3'
				? { place: 's3://calls/all & sundry/', s3: { endpoint: s3.endpoint, ...s3.keys } }
				: {},
		);
	});
	afterEach(async () => {
		await bench.close();
		await s3.close();
	});

	/** As if they had been recorded: one in each of these moments. */
	const keep = async (all: RecordingFacts[], as?: string) => {
		for (const facts of all) {
			const id = as ?? facts.id;
			const name = `${dayOf(id)}/${id}.json`;
			if (where === 'S3') {
				s3.objects.set(`all & sundry/${name}`, {
					body: encodeFacts(facts),
					contentType: undefined,
				});
			} else {
				await mkdir(join(bench.folder, dayOf(id)), { recursive: true });
				await writeFile(join(bench.folder, name), encodeFacts(facts));
			}
		}
	};
	const many = (count: number, stepMs: number, callOf = (index: number) => `call-${index}`) =>
		Array.from({ length: count }, (_, index) =>
			factsOf(callOf(index), new Date(Date.UTC(2026, 0, 1) + index * stepMs)),
		);
	const everyPage = async (limit: number, callId?: string) => {
		const pages: RecordingFacts[][] = [];
		for (let after: string | undefined; ;) {
			const page = await recordings.shelf.list({ limit, after, callId });
			pages.push(page.recordings);
			if (page.next === null) return pages;
			after = page.next;
		}
	};

	it('is empty at first', async () => {
		expect(await recordings.shelf.list({ limit: 50 })).toEqual({ recordings: [], next: null });
	});

	it('has the newest first, page by page, each once', async () => {
		s3.pageSize = 7;
		const all = many(45, 5 * 3_600_000);
		await keep(all);
		const pages = await everyPage(10);
		expect(pages.map((page) => page.length)).toEqual([10, 10, 10, 10, 5]);
		expect(pages.flat()).toEqual([...all].reverse());
	});

	it('has no next page when the last is exactly full', async () => {
		await keep(many(10, 60_000));
		expect((await everyPage(10)).map((page) => page.length)).toEqual([10]);
	});

	it('can be of one call, also of one with an unusual id', async () => {
		const odd = 'odd/id of a call';
		expect(safeCallId(odd)).not.toBe(odd);
		await keep(many(20, 3_600_000, (index) => (index % 4 === 0 ? odd : safeCallId(odd))));
		const found = (await everyPage(3, odd)).flat();
		expect(found.map(({ callId }) => callId)).toEqual(Array(5).fill(odd));
	});

	it('goes through years in pages, however many days lie between', async () => {
		const all = many(40, 3 * 86_400_000);
		await keep(all);
		const pages = await everyPage(100, 'call-1');
		expect(pages.flat().map(({ id }) => id)).toEqual([all[1]?.id]);
		expect(pages.length).toBeGreaterThan(1);
		expect((await everyPage(100)).flat()).toEqual([...all].reverse());
	});

	it("leaves out facts that are another's: an id leads to files", async () => {
		const [facts] = many(1, 1) as [RecordingFacts];
		await keep([{ ...facts, id: '../../../etc/passwd' }], facts.id);
		expect((await everyPage(10)).flat()).toEqual([]);
		expect(await recordings.shelf.find(facts.id)).toBeUndefined();
	});

	it('leaves out what is no recording', async () => {
		await keep(many(1, 1));
		if (where === 'S3') {
			for (const key of ['x.json', '2026-01-01/x.json', '2026-01-01/y.wav', 'notes/z.json']) {
				s3.objects.set(`all & sundry/${key}`, { body: Buffer.from('{}'), contentType: undefined });
			}
			s3.objects.set('other/2026-01-02/20260102T000000000-a.json', {
				body: Buffer.from('{}'),
				contentType: undefined,
			});
		} else {
			await mkdir(join(bench.folder, 'notes'));
			await writeFile(join(bench.folder, '2026-01-01', 'x.json'), '{}');
			await writeFile(join(bench.folder, '2026-01-01', '20260101T000000001-broken.json'), '{');
		}
		expect((await everyPage(10)).flat()).toHaveLength(1);
	});
});
