import type { IDataObject } from 'n8n-workflow';
import { conversationOf, lastOf } from '../../../nodes/shared/conversationCalls';
import { LOST_CALL_METADATA_KEY } from '../../../nodes/shared/resumedCall';

const call = (callId: string, lost?: string, joined = true): IDataObject => ({
	callId,
	joined: joined ? '2026-11-20T10:00:00Z' : null,
	metadata: lost === undefined ? {} : { [LOST_CALL_METADATA_KEY]: lost },
});

const idsOf = (calls: IDataObject[], callId: string) =>
	conversationOf(calls, callId).map((one) => one.callId);

describe('the calls of one conversation', () => {
	const three = [call('c', 'b'), call('b', 'a'), call('a'), call('other')];

	test.each(['a', 'b', 'c'])('are the same from any of them: %s', (callId) => {
		expect(idsOf(three, callId)).toEqual(['a', 'b', 'c']);
	});

	test('others stay out of it', () => {
		expect(idsOf(three, 'other')).toEqual(['other']);
		expect(idsOf(three, 'unknown')).toEqual([]);
	});

	test('one that nobody joined is none of them', () => {
		expect(idsOf([call('b', 'a', false), call('a')], 'a')).toEqual(['a']);
		expect(idsOf([call('b', 'a', false), call('c', 'a'), call('a')], 'a')).toEqual(['a', 'c']);
	});

	test('one whose beginning is gone begins the conversation', () => {
		expect(idsOf([call('c', 'b'), call('b', 'a')], 'c')).toEqual(['b', 'c']);
	});

	test('calls that name each other in a circle end somewhere', () => {
		expect(idsOf([call('a', 'b'), call('b', 'a')], 'a')).toHaveLength(2);
		expect(idsOf([call('a', 'a')], 'a')).toEqual(['a']);
	});

	test('the last of none is none', () => {
		expect(lastOf([])).toBeUndefined();
		expect(lastOf(three)?.callId).toBe('other');
	});
});
