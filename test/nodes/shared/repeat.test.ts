import { pauseBeforeRepeat, pauseUnlessStopped, repeatOf } from '../../../nodes/shared/repeat';

const provider = 'Plivo' as const;
const held = (retryAfterSeconds: number | null = null) => ({
	provider,
	status: 429,
	retryAfterSeconds,
});
const failed = { provider, status: 503, retryAfterSeconds: null };
const silent = { provider, status: null, retryAfterSeconds: null };

test('what can ring a phone is sent once, whatever comes back', () => {
	expect(repeatOf('POST', true)).toBe('never');
	expect(repeatOf('GET', true)).toBe('never');
	for (const facts of [held(), failed, silent]) {
		expect(pauseBeforeRepeat('never', 1, facts)).toBeNull();
	}
});

test('a write is sent again only when the provider held it back', () => {
	expect(repeatOf('POST')).toBe('refused');
	expect(pauseBeforeRepeat('refused', 1, held())).toBe(1_000);
	expect(pauseBeforeRepeat('refused', 1, failed)).toBeNull();
	expect(pauseBeforeRepeat('refused', 1, silent)).toBeNull();
});

test('Ultravox holds back with 503 too when it says for how long; Plivo does not', () => {
	const full = { provider: 'Ultravox' as const, status: 503, retryAfterSeconds: 2 };
	expect(pauseBeforeRepeat('refused', 1, full)).toBe(2_000);
	expect(pauseBeforeRepeat('refused', 1, { ...full, retryAfterSeconds: null })).toBeNull();
	expect(pauseBeforeRepeat('refused', 1, { ...full, provider })).toBeNull();
	expect(pauseBeforeRepeat('never', 1, full)).toBeNull();
});

test('a read and a delete are sent again when the provider failed or said nothing', () => {
	expect([repeatOf('GET'), repeatOf('DELETE')]).toEqual(['safe', 'safe']);
	expect([1, 2, 3].map((attempt) => pauseBeforeRepeat('safe', attempt, failed))).toEqual([
		1_000,
		5_000,
		null,
	]);
	expect(pauseBeforeRepeat('safe', 1, silent)).toBe(1_000);
});

test.each([400, 401, 403, 404, 422])('%d is the last word', (status) => {
	expect(pauseBeforeRepeat('safe', 1, { provider, status, retryAfterSeconds: 1 })).toBeNull();
});

test('the provider says when; a wait of more than a minute is left to the user', () => {
	expect(pauseBeforeRepeat('refused', 1, held(5))).toBe(5_000);
	expect(pauseBeforeRepeat('refused', 2, held(60))).toBe(60_000);
	expect(pauseBeforeRepeat('refused', 1, held(61))).toBeNull();
	expect(pauseBeforeRepeat('refused', 3, held(1))).toBeNull();
});

test('a wait ends when the execution is stopped', async () => {
	const stop = new AbortController();
	const waiting = pauseUnlessStopped(60_000, stop.signal);
	stop.abort();
	expect(await waiting).toBe(false);
	expect(await pauseUnlessStopped(60_000, stop.signal)).toBe(false);
	expect(await pauseUnlessStopped(0)).toBe(true);
});
