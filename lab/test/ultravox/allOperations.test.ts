import type { OpenApiOperation } from '../../src/ultravox/openApiDocument';
import { loadOpenApi } from '../../src/ultravox/openApiDocument';
import { apiRoutes } from '../../src/ultravox/routes/apiRoutes';
import type { Ids } from './support/everything';
import { bodies, createEverything } from './support/everything';
import type { LabUnderTest } from './support/labUnderTest';
import { startLabUltravox } from './support/labUnderTest';

jest.setTimeout(30_000);

const METHODS = ['post', 'get', 'put', 'patch', 'delete'];

/** Written before read, parts deleted before the whole; `telephony_xml` needs the Plivo config. */
const operations = loadOpenApi()
	.operations.map((operation) => ({ operation, key: keyOf(operation) }))
	.sort((a, b) => rank(a.operation) - rank(b.operation));

/** What has a status of its own in ultravox.md: §2.3 (a call that is over, one that is not SIP). */
const OTHER_STATUSES: Record<string, number> = {
	'POST /api/calls/{call_id}/send_data_message': 422,
	'GET /api/calls/{call_id}/sip_logs': 404,
};

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

let lab: LabUnderTest;
let ids: Ids;

beforeAll(async () => {
	lab = await startLabUltravox({ variants: { telephonyXmlSignature: 'unchecked' } });
	ids = await createEverything(lab);
});

afterAll(async () => {
	await lab.close();
});

function keyOf({ method, path }: OpenApiOperation): string {
	return `${method.toUpperCase()} ${path}`;
}

function rank({ method, path }: OpenApiOperation): number {
	const isLate = path.endsWith('/telephony_xml') ? 0.5 : 0;
	const depth = method === 'delete' ? -path.split('/').length / 100 : 0;
	return METHODS.indexOf(method) + isLate + depth;
}

function pathWith(path: string, value: (name: string) => string): string {
	return path.replace(/\{(\w+)\}/g, (_, name: string) => value(name));
}

function pathOf({ path }: OpenApiOperation): string {
	const isDeleted = path.startsWith('/api/deleted_calls/');
	return pathWith(path, (name) => ids[isDeleted ? `deleted_${name}` : name] ?? '');
}

describe("every operation of the vendor's document", () => {
	test('has a handler, and there are no others', () => {
		expect(Object.keys(apiRoutes).sort()).toEqual(operations.map(({ key }) => key).sort());
		expect(operations).toHaveLength(114);
	});

	test.each(operations)('$key refuses what is not there', async ({ operation, key }) => {
		const path = pathWith(operation.path, (name) =>
			name === 'call_stage_message_index' ? '99' : UNKNOWN,
		);
		const body = bodies(ids)[key];
		const { status } = await lab.api(operation.method.toUpperCase(), path, body);
		if (operation.path.includes('{')) expect(status).toBe(404);
		else expect(status).not.toBe(501);
	});

	test.each(operations.filter(({ operation }) => !isOpen(operation.path)))(
		'$key wants a key',
		async ({ operation, key }) => {
			const path = pathOf(operation);
			const body = bodies(ids)[key];
			const answer = await lab.api(operation.method.toUpperCase(), path, body, {});
			expect(answer.status).toBe(401);
		},
	);

	describe('in turn', () => {
		beforeAll(async () => {
			await lab.close();
			lab = await startLabUltravox({ variants: { telephonyXmlSignature: 'unchecked' } });
			ids = await createEverything(lab);
			lab.ultravox.account.allowedCorpora = null;
		});

		test.each(operations)('$key succeeds', async ({ operation, key }) => {
			const path = pathOf(operation);
			const body = bodies(ids)[key];
			const answer = await lab.api(operation.method.toUpperCase(), path, body);
			if (operation.hasDefaultResponse) expect(answer.status).not.toBe(501);
			else {
				const [success] = operation.responses.keys();
				const expected = OTHER_STATUSES[key] ?? success;
				expect([answer.status, answer.status === expected ? '' : answer.body]).toEqual([
					expected,
					'',
				]);
			}
		});
	});
});

function isOpen(path: string): boolean {
	return path === '/api/schema/' || path.endsWith('/telephony_xml');
}
