import { isSignedBody, verifyControlAuthorization } from '../../../nodes/shared/bridgeControl';
import type { RecordedRequest } from '../../engine/support/recordingServer';
import type { ContractCase } from './contractCase';
import { API_KEY, AUTH_ID, AUTH_TOKEN, BRIDGE_SECRET } from './contractCase';
import { schemaFaults } from './itemSchema';
import type { CheckedNode } from './runCase';
import { keptOf, NODE, onTheWire, runCase } from './runCase';

const BASIC = `Basic ${Buffer.from(`${AUTH_ID}:${AUTH_TOKEN}`).toString('base64')}`;

/** Plivo gets Basic, Ultravox its key, the bridge a signature, and each nothing of the others. */
function expectCredential(request: RecordedRequest, signedOut = false): void {
	const { method, url, headers, bytes } = request;
	const isPlivo = url.startsWith('/v1/Account/');
	const isBridge = url.startsWith('/control/');
	if (isBridge && !signedOut) {
		const asked = { method, target: url };
		const said = verifyControlAuthorization(headers.authorization, asked, BRIDGE_SECRET);
		expect(said && isSignedBody(said, bytes)).toBe(true);
	} else expect(headers.authorization).toBe(isPlivo && !signedOut ? BASIC : undefined);
	const isUltravox = url.startsWith('/api/');
	expect(headers['x-api-key']).toBe(isUltravox && !signedOut ? API_KEY : undefined);
}

/**
 * Runs every case as a test: the requests on the wire, the items, the refusal, and that no secret is kept.
 * @param check further checks of a request, such as against the vendor's document: what is wrong with it
 */
export function checkOperationCases(
	node: CheckedNode,
	cases: ContractCase[],
	check: (request: RecordedRequest) => string[] = () => [],
): void {
	test.each(cases)('$resource $operation, $size: $title ($source)', async (one) => {
		const done = await runCase(node, one);
		const { run, requests } = done;
		expect(requests.map(onTheWire)).toEqual(
			one.requests.map((request) => ({ ...request, signedOut: undefined })),
		);
		expect(requests.flatMap(check)).toEqual([]);
		for (const [index, request] of requests.entries()) {
			expectCredential(request, one.requests[index]?.signedOut);
			if (request.body !== undefined && !Buffer.isBuffer(request.body)) {
				expect(request.headers['content-type']).toMatch(/^application\/json/);
			}
		}
		expect(keptOf(done)).not.toContain(AUTH_TOKEN);
		expect(keptOf(done)).not.toContain(API_KEY);
		expect(keptOf(done)).not.toContain(BRIDGE_SECRET);
		if (one.refusal) {
			expect(run.error?.message ?? 'it went through').toMatch(one.refusal);
			if (one.hint) expect(run.error?.description).toMatch(one.hint);
			return;
		}
		expect(run.error?.message).toBeUndefined();
		const items = run.items(NODE) ?? [];
		if (one.items) expect(items.map(({ json }) => json)).toEqual(one.items);
		const all = [one.input, ...(one.furtherInput ?? [])].map((_item, item) => ({ item }));
		const pairs = one.paired?.map((item) => ({ item }));
		if (pairs) expect(items.map(({ pairedItem }) => pairedItem)).toEqual(pairs);
		for (const { json, pairedItem } of items) {
			if (!pairs) expect(pairedItem).toEqual(all.length > 1 ? all : { item: 0 });
			expect(schemaFaults(node.className, one.resource, one.operation, json)).toEqual([]);
		}
		if (one.binary) {
			const file = Object.values(items[0]?.binary ?? {})[0];
			expect(file).toMatchObject({
				fileName: one.binary.fileName,
				mimeType: one.binary.mimeType,
			});
			expect(Buffer.from(file?.data ?? '', 'base64').equals(one.binary.bytes)).toBe(true);
		}
	});
}
