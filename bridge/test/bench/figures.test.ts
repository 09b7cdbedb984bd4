import { evaluate } from './benchProcess';

const found = async (passes: string, options: object) =>
	await evaluate<{ found: number; probes: number; asked: number[] }>(
		'capacity.mjs',
		`(async () => {
			const asked = [];
			const judge = ${passes};
			const passes = async (calls) => {
				asked.push(calls);
				const times = asked.filter((each) => each === calls).length;
				return { quiet: true, ...judge(calls, times) };
			};
			const found = await bench.findCapacity(passes, ${JSON.stringify(options)});
			return { found, probes: asked.length, asked };
		})()`,
	);
const search = async (capacity: number, options: object) =>
	await found(`(calls) => ({ passed: calls <= ${capacity} })`, options);

describe('the search for the calls of one core', () => {
	it.each([35, 437, 899, 1440])('finds %i to four of a hundred', async (capacity) => {
		const { found } = await search(capacity, { from: 350, growth: 1.5, most: 2000 });
		expect(found).toBeLessThanOrEqual(capacity);
		expect(capacity - found).toBeLessThanOrEqual(Math.max(20, capacity * 0.04) + 10);
	});

	it('is quick when it begins near the answer', async () => {
		const { probes } = await search(437, { from: 430, growth: 1.12, most: 2000 });
		expect(probes).toBeLessThan(9);
	});

	it('stops at the most that is asked for, and at nothing', async () => {
		expect((await search(9999, { from: 350, growth: 1.5, most: 800 })).found).toBe(800);
		expect((await search(0, { from: 350, growth: 1.5, most: 800 })).found).toBe(0);
	});

	it('asks once and does not halve when it is not to be fine', async () => {
		const rough = { from: 100, growth: 2, most: 2000, fine: false };
		expect(await search(437, rough)).toMatchObject({ found: 400, probes: 4 });
	});

	const SURE = { from: 350, growth: 1.5, most: 2000 };

	it('gives no second chance to one that stalls by itself', async () => {
		const stalling = await found(
			'(calls, times) => ({ passed: calls <= 300 || (calls <= 900 && times % 2 === 0) })',
			SURE,
		);
		expect(stalling.found).toBeGreaterThan(270);
		expect(stalling.found).toBeLessThanOrEqual(300);
	});

	it('asks again when others used the machine', async () => {
		const disturbed = await found(
			'(calls, times) => times === 1 ? { passed: false, quiet: false } : { passed: calls <= 437 }',
			SURE,
		);
		expect(disturbed.found).toBeGreaterThan(400);
		expect(disturbed.found).toBeLessThanOrEqual(437);
	});

	it('answers with what passed twice in a row: one that passes once only has less', async () => {
		const lucky = await found(
			'(calls, times) => ({ passed: calls <= 300 || (calls <= 900 && times === 1) })',
			SURE,
		);
		expect(lucky.found).toBeLessThanOrEqual(300);
		expect(lucky.found).toBeGreaterThan(270);
		expect(lucky.asked.slice(-2)).toEqual([lucky.found, lucky.found]);
	});

	it('answers with nothing when nothing passes twice', async () => {
		const once = await found('(calls, times) => ({ passed: times === 1 })', { ...SURE, most: 400 });
		expect(once.found).toBe(0);
	});
});

describe('the figures', () => {
	const way = (p99: number, lost = 0) => ({ p99, lost, altered: 0, reordered: 0 });
	const steady = (contestant: string, round: number, cpuPerCallMinute: number, more = {}) => ({
		scenario: 'steady',
		contestant,
		round,
		calls: 300,
		cpuPerCallMinute,
		kilobytesPerCall: 100,
		up: way(1),
		down: way(2),
		...more,
	});
	const searched = (contestant: string, callsPerCore: number) => ({
		scenario: 'capacity',
		contestant,
		round: 1,
		callsPerCore,
		wrong: 0,
		probes: [],
	});
	const judged = async (runs: object[]) =>
		await evaluate<{ ratios: Record<string, number | null>; lost: number }>(
			'summary.mjs',
			`(({ ratios, lost }) => ({ ratios, lost }))(bench.jsonResult(${JSON.stringify(runs)}))`,
		);

	it('compares the median of one with the median of the other', async () => {
		const runs = [
			...[100, 200, 400].map((cpu, index) => steady('naive', index + 1, cpu)),
			...[60, 140, 360].map((cpu, index) => steady('ours', index + 1, cpu)),
			searched('naive', 430),
			searched('ours', 860),
		];
		expect((await judged(runs)).ratios).toEqual({
			cpuVsNaive: 0.7,
			cpuVsFrameRelay: null,
			p99VsFrameRelay: null,
			callsPerCoreVsNaive: 2,
		});
	});

	it('leaves out what broke off and takes the worse direction', async () => {
		const runs = [
			steady('frame-relay', 1, 100),
			steady('ours', 1, 90, { up: way(3) }),
			steady('ours', 2, 1),
			steady('frame-relay', 2, 0, { failed: 'it ended' }),
		];
		expect((await judged(runs)).ratios).toMatchObject({
			cpuVsFrameRelay: 0.9,
			p99VsFrameRelay: 1.5,
		});
	});

	it('compares the cost of a call with that at the next smaller size, beyond the smallest', async () => {
		const runs = [
			[10, 300],
			[100, 100],
			[300, 90],
			[600, 99],
		].map(([calls, cpu]) => ({ ...steady('ours', 1, Number(cpu)), scenario: 'growth', calls }));
		const steps = await evaluate<object[]>(
			'summary.mjs',
			`bench.judge(${JSON.stringify(runs)}).filter(({ ratio }) => ratio)
				.map(({ name, ratio, met }) => ({ name, by: ratio.value.toFixed(2), met }))`,
		);
		expect(steps).toEqual([
			{ name: 'growthTo300', by: '0.90', met: true },
			{ name: 'growthTo600', by: '1.10', met: false },
		]);
	});

	it('counts what this bridge lost, not what the others did', async () => {
		const runs = [
			steady('naive', 1, 100, { up: way(1, 7) }),
			steady('ours', 1, 100, { up: way(1, 3), down: way(1, 2) }),
			{ ...searched('ours', 800), wrong: 4 },
		];
		expect((await judged(runs)).lost).toBe(9);
	});

	const failuresOf = async (runs: object[]) =>
		await evaluate<string[]>('summary.mjs', `bench.failures(${JSON.stringify(runs)})`);

	it('forgets no attempt of this bridge: neither frames that were lost nor that it broke off', async () => {
		const otherAttempts = [
			{ calls: 300, up: way(1, 7), down: way(1) },
			{ calls: 300, failed: 'ended with 3.' },
		];
		const runs = [
			steady('naive', 1, 1, { otherAttempts }),
			steady('ours', 1, 1, { otherAttempts }),
		];
		expect((await judged(runs)).lost).toBe(7);
		expect(await failuresOf(runs)).toEqual(['steady, ours, round 1: ended with 3.']);
	});

	it('tells of goals that are missed', async () => {
		const misses = async (cpu: number) => {
			const runs = [steady('naive', 1, 100), steady('ours', 1, cpu)];
			return await evaluate<boolean>('summary.mjs', `bench.missesGoals(${JSON.stringify(runs)})`);
		};
		expect([await misses(70), await misses(71)]).toEqual([false, true]);
	});

	it('only shows what a comparison without a bound comes to', async () => {
		const runs = [
			steady('ours', 1, 200),
			{ ...steady('ours', 1, 100), scenario: 'growth' },
			{ ...steady('ours', 1, 1), scenario: 'growth', calls: 10 },
		];
		const goal = await evaluate<object>(
			'summary.mjs',
			`(({ ratio, met }) => ({ ratio: ratio.value, met }))(bench.judge(${JSON.stringify(runs)}).find(({ name }) => name === 'silenceCpu'))`,
		);
		expect(goal).toEqual({ ratio: 2, met: true });
	});
});

describe('a search', () => {
	const faultOf = async (callsPerCore: number, probes: object[]) =>
		await evaluate<string | null>(
			'scenarios.mjs',
			`bench.searchFault(${callsPerCore}, ${JSON.stringify(probes)}) ?? null`,
		);
	const broken = (calls: number) => ({ calls, failed: 'ended with 3.' });

	it.each([
		['that found nothing', 0, [{ calls: 10 }], 'Not even the fewest calls were served well.'],
		[
			'that found nothing because all broke off',
			0,
			[broken(10)],
			'10 calls broke off: ended with 3.',
		],
		[
			'with a probe that broke off below its capacity',
			400,
			[broken(350), { calls: 350 }],
			'350 calls broke off: ended with 3.',
		],
		[
			'with such an attempt',
			400,
			[{ calls: 350, otherAttempts: [broken(350)] }],
			'350 calls broke off: ended with 3.',
		],
		['with a probe that broke off above it', 400, [{ calls: 400 }, broken(800)], null],
	])('%s', async (_what, callsPerCore, probes, fault) => {
		expect(await faultOf(callsPerCore, probes)).toBe(fault);
	});
});

describe('the bridge in a measurement', () => {
	it('that asks what users have keeps events on disk, as theirs does, and puts silence in', async () => {
		const run = { secret: 'secret', dataFolder: '/data' };
		const [users, searched] = await evaluate<Array<Record<string, string>>>(
			'contestants.mjs',
			`[true, false].map((defaults) => bench.bridgeEnvironment({ ...${JSON.stringify(run)}, defaults }))`,
		);
		expect(users).toMatchObject({ BRIDGE_DATA_FOLDER: '/data' });
		expect(users).not.toHaveProperty('BRIDGE_MEDIA_GAP_MS');
		expect(searched).not.toHaveProperty('BRIDGE_DATA_FOLDER');
	});
});

describe('a measurement', () => {
	it('keeps every attempt, and the figures of the least disturbed', async () => {
		const attempts = [undefined, { foreignCores: 0.9, tag: 1 }, { foreignCores: 0.5, tag: 2 }];
		const result = await evaluate<object>(
			'measure.mjs',
			`(async () => {
				const attempts = ${JSON.stringify(attempts)};
				const once = async () => {
					const next = attempts.shift();
					if (!next) throw new Error('ended with 3.');
					return next;
				};
				return await bench.measure({ calls: 5 }, { options: { retries: 2, waitQuiet: 0 } }, once);
			})()`,
		);
		expect(result).toMatchObject({
			tag: 2,
			quiet: false,
			otherAttempts: [
				{ calls: 5, failed: 'ended with 3.', quiet: false },
				{ tag: 1, quiet: false },
			],
		});
	});
});
