import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { controlAuthorization } from '../../../nodes/shared/bridgeControl';
import { encodeFacts, type RecordingFacts } from '../../src/recording/file/recordingFacts';
import { dayOf, recordingId } from '../../src/recording/recordingId';
import { Shelf } from '../../src/recording/shelf';
import { distinctBytes } from '../audioSamples';
import { FakeS3 } from '../fakes/fakeS3';
import { SECRET, TestBench } from '../testBench';

const SOUND = distinctBytes(100_001);

function factsOf(callId: string, startedAt: Date, format: 'wav' | 'opus' = 'wav'): RecordingFacts {
	return {
		id: recordingId(callId, startedAt),
		callId,
		callUuid: 'u',
		startedAt: startedAt.toISOString(),
		durationMs: 1,
		format,
		channels: 2,
		sampleRate: 8_000,
		bytes: SOUND.length,
		complete: true,
	};
}

describe.each(['folder', 'S3'])('recordings in a %s over HTTP', (where) => {
	let folder: string;
	let s3: FakeS3;
	let bench: TestBench;
	const first = factsOf('call-1', new Date(Date.UTC(2026, 0, 1, 10)));
	const second = factsOf('call-2', new Date(Date.UTC(2026, 0, 1, 11)), 'opus');
	const third = factsOf('call-1', new Date(Date.UTC(2026, 0, 2, 9)));

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'routes-'));
		s3 = await FakeS3.start();
		for (const facts of [first, second, third]) {
			const day = dayOf(facts.id);
			await mkdir(join(folder, day), { recursive: true });
			for (const [end, body] of [
				[`.${facts.format}`, SOUND],
				['.json', encodeFacts(facts)],
			] as const) {
				await writeFile(join(folder, day, facts.id + end), body);
				s3.objects.set(`${day}/${facts.id}${end}`, { body, contentType: undefined });
			}
		}
		await writeFile(join(folder, 'secret.json'), '{}');
		await writeFile(join(folder, 'secret.wav'), 'secret');
		bench = await TestBench.start({
			recordings:
				where === 'S3'
					? { place: 's3://calls', s3: { endpoint: s3.endpoint, ...s3.keys } }
					: { place: folder },
			events: { dataFolder: join(folder, '.data') },
		});
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		await bench.close();
		await s3.close();
		await rm(folder, { recursive: true, force: true });
	});

	const ask = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
		const target = `/control/recordings${path}`;
		const authorization = controlAuthorization(SECRET, { method, target });
		return await fetch(bench.httpUrl + target, {
			method,
			headers: { authorization, ...headers },
		});
	};
	const ids = async (query: string) => {
		const page = (await (await ask(query)).json()) as {
			recordings: RecordingFacts[];
			next: string | null;
		};
		return [page.recordings.map(({ id }) => id), page.next];
	};

	it('need control access', async () => {
		for (const path of ['', `/${first.id}`]) {
			expect((await fetch(`${bench.httpUrl}/control/recordings${path}`)).status).toBe(401);
		}
		const gone = await fetch(`${bench.httpUrl}/control/recordings/${first.id}`, {
			method: 'DELETE',
		});
		expect(gone.status).toBe(401);
		expect((await ask(`/${first.id}`)).status).toBe(200);
	});

	it('are listed, the newest first, in pages, and by call', async () => {
		expect(await (await ask('')).json()).toEqual({
			recordings: [third, second, first],
			next: null,
		});
		expect(await ids('?limit=2')).toEqual([[third.id, second.id], second.id]);
		expect(await ids(`?limit=2&after=${second.id}`)).toEqual([[first.id], null]);
		expect(await ids('?callId=call-1')).toEqual([[third.id, first.id], null]);
		expect(await ids('?callId=nobody')).toEqual([[], null]);
	});

	it.each([
		'?limit=0',
		'?limit=201',
		'?limit=x',
		'?limit=',
		'?limit=-1',
		'?after=x',
		'?after=..%2F..',
		'?after=',
	])('refuse %s', async (query) => {
		expect((await ask(query)).status).toBe(400);
	});

	it('are sent whole', async () => {
		const wav = await ask(`/${first.id}`);
		expect(wav.status).toBe(200);
		expect(Object.fromEntries(wav.headers)).toMatchObject({
			'content-type': 'audio/wav',
			'content-length': '100001',
			'accept-ranges': 'bytes',
			'content-disposition': `attachment; filename="${first.id}.wav"`,
			'cache-control': 'no-store',
		});
		expect(Buffer.from(await wav.arrayBuffer()).equals(SOUND)).toBe(true);
		const opus = await ask(`/${second.id}`);
		expect(opus.headers.get('content-type')).toBe('audio/ogg');
		expect(opus.headers.get('content-disposition')).toContain(`${second.id}.opus`);
		await opus.arrayBuffer();
	});

	it.each([
		['bytes=0-0', 0, 0],
		['bytes=10-19', 10, 19],
		['bytes=100000-', 100_000, 100_000],
		['bytes=99999-200000', 99_999, 100_000],
		['bytes=-1', 100_000, 100_000],
		['bytes=-999999', 0, 100_000],
		['BYTES=5-6', 5, 6],
	])('are sent in part: %s', async (range, from, to) => {
		const response = await ask(`/${first.id}`, { range });
		expect(response.status).toBe(206);
		expect(response.headers.get('content-range')).toBe(`bytes ${from}-${to}/100001`);
		expect(response.headers.get('content-length')).toBe(String(to - from + 1));
		expect(Buffer.from(await response.arrayBuffer()).equals(SOUND.subarray(from, to + 1))).toBe(
			true,
		);
	});

	it.each(['bytes=100001-', 'bytes=-0'])('have nothing at %s', async (range) => {
		const response = await ask(`/${first.id}`, { range });
		expect(response.status).toBe(416);
		expect(response.headers.get('content-range')).toBe('bytes */100001');
	});

	it.each(['bytes=5-4', 'bytes=0-1,3-4', 'bytes=-', 'seconds=0-1', 'bytes=a-b'])(
		'are sent whole for %s',
		async (range) => {
			const response = await ask(`/${first.id}`, { range });
			expect(response.status).toBe(200);
			expect((await response.arrayBuffer()).byteLength).toBe(100_001);
		},
	);

	it('can be asked for their head', async () => {
		const response = await ask(`/${first.id}`, {}, 'HEAD');
		expect(response.status).toBe(200);
		expect(response.headers.get('content-length')).toBe('100001');
		expect(await response.text()).toBe('');
	});

	it('can be deleted, once', async () => {
		expect((await ask(`/${second.id}`, {}, 'DELETE')).status).toBe(204);
		expect((await ask(`/${second.id}`)).status).toBe(404);
		expect((await ask(`/${second.id}`, {}, 'DELETE')).status).toBe(404);
		expect(await ids('')).toEqual([[third.id, first.id], null]);
		if (where === 'S3')
			expect([...s3.objects.keys()].some((key) => key.includes(second.id))).toBe(false);
	});

	it.each([
		'..%2Fsecret',
		'..%2f..%2fsecret',
		'%2e%2e%2fsecret',
		'secret',
		'.',
		'..',
		'%00',
		`${first.id}%00`,
		`${first.id}.wav`,
		`${first.id}%2F..%2F${first.id}`,
		'20260101T100000000-..',
		`${'a'.repeat(2_000)}`,
		'20260101T100000000-',
		`20260101T100000000-${'a'.repeat(101)}`,
	])('have no way out of their place, which is not even asked: %s', async (name) => {
		const asked = [jest.spyOn(Shelf.prototype, 'find'), jest.spyOn(Shelf.prototype, 'remove')];
		// As it is: fetch would put the path in order.
		const path = `/control/recordings/${name}`;
		for (const method of ['GET', 'HEAD', 'DELETE']) {
			const authorization = controlAuthorization(SECRET, { method, target: path });
			const options = { method, path, headers: { authorization } };
			const status = await new Promise((resolve, reject) => {
				request(`${bench.httpUrl}/`, options, (response) => {
					response.resume();
					resolve(response.statusCode);
				})
					.on('error', reject)
					.end();
			});
			expect(status).toBe(404);
		}
		for (const spy of asked) expect(spy).not.toHaveBeenCalled();
	});

	it('that vanish in the middle of it are not there', async () => {
		await rm(join(folder, dayOf(first.id), `${first.id}.wav`));
		s3.objects.delete(`${dayOf(first.id)}/${first.id}.wav`);
		expect((await ask(`/${first.id}`)).status).toBe(404);
	});

	if (where === 'S3') {
		it('are refused when the store is', async () => {
			s3.faults.push(
				{ when: /GET/, fault: 500 },
				{ when: /GET/, fault: 500 },
				{ when: /GET/, fault: 'broken' },
			);
			for (const path of ['', `/${first.id}`, `/${first.id}`]) {
				const response = await ask(path);
				expect(response.status).toBe(502);
				expect(await response.text()).toBe(
					'The store of the recordings cannot be reached, or refuses.\n',
				);
			}
			expect((await ask('')).status).toBe(200);
		});
	}
});

describe('a bridge without recordings', () => {
	it('says so', async () => {
		const bench = await TestBench.start();
		try {
			const authorization = controlAuthorization(SECRET, {
				method: 'GET',
				target: '/control/recordings',
			});
			const headers = { authorization };
			const response = await fetch(`${bench.httpUrl}/control/recordings`, { headers });
			expect(response.status).toBe(404);
			expect(await response.text()).toBe('This bridge keeps no recordings.\n');
		} finally {
			await bench.close();
		}
	});
});
