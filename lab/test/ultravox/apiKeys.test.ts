import { LAB_ULTRAVOX_API_KEY } from '../../src/ultravox/ultravoxState';
import type { LabUnderTest } from './support/labUnderTest';
import { startLabUltravox } from './support/labUnderTest';

const KEYS = '/api/api_keys';

interface ApiKey {
	prefix: string;
	secret?: string;
	name: string;
	revoked: boolean;
	expiryDate: string | null;
}

let lab: LabUnderTest;

beforeEach(async () => {
	lab = await startLabUltravox();
});

afterEach(async () => {
	await lab.close();
});

async function createKey(body: object = { name: 'Mine' }): Promise<ApiKey & { secret: string }> {
	return (await lab.api<ApiKey & { secret: string }>('POST', KEYS, body)).body;
}

async function statusWith(key: string): Promise<number> {
	const answer = await lab.api('GET', '/api/accounts/me', undefined, { 'x-api-key': key });
	return answer.status;
}

describe('API keys', () => {
	test('are shown once, and work', async () => {
		const { secret, ...key } = await createKey();
		expect(secret).toMatch(/^[A-Za-z0-9]{8}\.[A-Za-z0-9]{32}$/);
		expect(key).toMatchObject({ prefix: secret.slice(0, 8), name: 'Mine', revoked: false });
		expect((await lab.api('GET', `${KEYS}/${key.prefix}`)).body).toEqual(key);
		expect(await statusWith(secret)).toBe(200);
		expect(await statusWith(`${secret.slice(0, -1)}!`)).toBe(401);
		expect(await statusWith(key.prefix)).toBe(401);
		const list = await lab.api<{ results: ApiKey[]; total: number }>('GET', KEYS);
		expect(list.body.results.map(({ prefix }) => prefix)).toEqual([
			key.prefix,
			LAB_ULTRAVOX_API_KEY.slice(0, 8),
		]);
		expect(JSON.stringify([list.body, lab.log.entries])).not.toContain(secret);
	});

	test.each(['PUT', 'PATCH'])('%s revokes for good, and changes nothing else', async (method) => {
		const { prefix, secret } = await createKey();
		const path = `${KEYS}/${prefix}`;
		const kept = await lab.api<ApiKey>(method, path, { name: 'Other', revoked: false });
		expect(kept.body).toMatchObject({ name: 'Mine', revoked: false });
		expect((await lab.api(method, path, { revoked: true })).body).toMatchObject({ revoked: true });
		expect(await statusWith(secret)).toBe(401);
		const back = await lab.api(method, path, { revoked: false });
		expect([back.status, back.body]).toEqual([400, { revoked: [expect.any(String)] }]);
	});

	test('work until they expire, or are deleted', async () => {
		const { clock } = lab.ultravox;
		const expiryDate = new Date(clock.now() + 60_000).toISOString();
		const key = await createKey({ name: 'Short', expiryDate });
		expect(key.expiryDate).toBe(expiryDate);
		expect(await statusWith(key.secret)).toBe(200);
		clock.advance(61_000);
		expect(await statusWith(key.secret)).toBe(401);
		const other = await createKey();
		expect((await lab.api('DELETE', `${KEYS}/${other.prefix}`)).status).toBe(204);
		expect(await statusWith(other.secret)).toBe(401);
		expect((await lab.api('DELETE', `${KEYS}/${other.prefix}`)).status).toBe(404);
	});

	test.each([
		['no name', {}, 'name'],
		['a name that is too long', { name: 'x'.repeat(51) }, 'name'],
		['a date that is none', { name: 'x', expiryDate: 'soon' }, 'expiryDate'],
	])('%s is refused', async (_, body, field) => {
		const answer = await lab.api('POST', KEYS, body);
		expect([answer.status, Object.keys(answer.body)]).toEqual([400, [field]]);
	});

	test('may be out of reach of an API key', async () => {
		lab.ultravox.variants.apiKeysWithApiKey = false;
		expect((await lab.api('GET', KEYS)).status).toBe(403);
		expect((await lab.api('POST', KEYS, { name: 'x' })).status).toBe(403);
		expect((await lab.api('GET', '/api/accounts/me')).status).toBe(200);
	});
});
