import type { LabUnderTest } from './support/labUnderTest';
import { startLabUltravox } from './support/labUnderTest';

interface Throttle {
	throttleId: string;
	name: string;
	rules: { maxCalls: number; windowSeconds: number }[];
}

const PATH = '/api/call_throttles';
const RULES = [{ maxCalls: 2, windowSeconds: 60 }];

let lab: LabUnderTest;

beforeEach(async () => {
	lab = await startLabUltravox();
});

afterEach(async () => {
	await lab.close();
});

async function createThrottle(name: string, rules = RULES): Promise<Throttle> {
	const { status, body } = await lab.api<Throttle>('POST', PATH, { name, rules });
	expect(status).toBe(201);
	return body;
}

describe('call throttles', () => {
	test('are created, read, replaced, changed, listed and deleted', async () => {
		const first = await createThrottle('slow');
		const second = await createThrottle('slower');
		const one = `${PATH}/${first.throttleId}`;
		expect((await lab.api('GET', one)).body).toEqual(first);
		const listed = await lab.api<{ results: Throttle[]; total: number }>('GET', PATH);
		expect(listed.body.results).toEqual([second, first]);
		const other = [{ maxCalls: 1, windowSeconds: 5 }];
		expect((await lab.api('PUT', one, { name: 'new', rules: other })).body).toMatchObject({
			name: 'new',
			rules: other,
		});
		expect((await lab.api('PATCH', one, { name: 'newer' })).body).toMatchObject({
			name: 'newer',
			rules: other,
		});
		expect((await lab.api('DELETE', one)).status).toBe(204);
		expect((await lab.api('GET', one)).status).toBe(404);
		expect((await lab.api<{ total: number }>('GET', PATH)).body.total).toBe(1);
	});

	test('pages neither repeat nor hide one when another is deleted meanwhile', async () => {
		const made: Throttle[] = [];
		for (const name of ['a', 'b', 'c', 'd']) made.push(await createThrottle(name));
		const first = await lab.api<{ results: Throttle[]; next: string }>('GET', `${PATH}?pageSize=2`);
		expect(first.body.results.map(({ name }) => name)).toEqual(['d', 'c']);
		await lab.api('DELETE', `${PATH}/${made[3]?.throttleId ?? ''}`);
		const next = first.body.next.replace(lab.ultravox.apiUrl, '');
		const second = await lab.api<{ results: Throttle[]; next: null }>('GET', next);
		expect(second.body.results.map(({ name }) => name)).toEqual(['b', 'a']);
		expect(second.body.next).toBeNull();
	});

	test.each([
		['no rules', { name: 'x' }, 'rules'],
		['no name', { rules: RULES }, 'name'],
		['a name too long', { name: 'x'.repeat(65), rules: RULES }, 'name'],
		['too many calls', { name: 'x', rules: [{ maxCalls: 101, windowSeconds: 1 }] }, 'rules'],
		['no window', { name: 'x', rules: [{ maxCalls: 1 }] }, 'rules'],
		['a name that is taken', { name: 'taken', rules: RULES }, 'name'],
	])('%s is refused', async (_, body, field) => {
		await createThrottle('taken');
		const answer = await lab.api('POST', PATH, body);
		expect(answer.status).toBe(400);
		expect(answer.body).toHaveProperty(field);
	});

	test('a PUT needs the whole throttle, and read-only fields are dropped', async () => {
		const { throttleId } = await createThrottle('slow');
		expect((await lab.api('PUT', `${PATH}/${throttleId}`, { name: 'x' })).status).toBe(400);
		const given = { throttleId: 'mine', created: 'never', name: 'y', rules: RULES };
		const { body } = await lab.api('PUT', `${PATH}/${throttleId}`, given);
		expect(body).toMatchObject({ throttleId, name: 'y' });
	});
});

describe('calls under a throttle', () => {
	test.each(['name', 'id'])(
		'named by its %s are refused until the window has moved on',
		async (by) => {
			const { throttleId } = await createThrottle('slow');
			const path = `/api/calls?throttle=${by === 'id' ? throttleId : 'slow'}`;
			expect((await lab.api('POST', path, {})).status).toBe(201);
			lab.ultravox.clock.advance(30_000);
			expect((await lab.api('POST', path, {})).status).toBe(201);
			const refused = await lab.api('POST', path, {});
			expect(refused.status).toBe(429);
			expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(30);
			expect((await lab.api('POST', '/api/calls', {})).status).toBe(201);
			lab.ultravox.clock.advance(30_000);
			expect((await lab.api('POST', path, {})).status).toBe(201);
			expect((await lab.api('POST', path, {})).status).toBe(429);
		},
	);

	test('a call that was refused for another reason does not count', async () => {
		await createThrottle('once', [{ maxCalls: 1, windowSeconds: 60 }]);
		const { agentId } = lab.ultravox.addAgent({ name: 'Ava' });
		const path = `/api/agents/${agentId}/calls?throttle=once`;
		expect((await lab.api('POST', path, { voice: 'nobody' })).status).toBe(400);
		expect((await lab.api('POST', path, {})).status).toBe(201);
		lab.ultravox.variants.throttleRetryAfter = false;
		const refused = await lab.api('POST', path, {});
		expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, null]);
	});
});
