import { InputProblem } from '../../../nodes/shared/operations/inputProblem';
import { Parameters } from '../../../nodes/shared/operations/parameters';
import { pathSegment } from '../../../nodes/shared/pathSegment';
import { getUltravoxCall } from '../../../nodes/shared/ultravoxCalls';

const id = (value: string) =>
	new Parameters(
		[{ displayName: 'Thing', name: 'thing', type: 'string', default: '' }],
		() => value,
	);

test('an id is one segment of a path, whatever it holds', () => {
	expect(pathSegment('a/b?c')).toBe('a%2Fb%3Fc');
	expect(pathSegment('...')).toBe('...');
	expect(id('%2e%2e').pathId('thing')).toBe('%252e%252e');
});

test.each(['.', '..'])('%s would be another endpoint', async (text) => {
	expect(() => pathSegment(text)).toThrow(InputProblem);
	expect(() => id(text).pathId('thing')).toThrow(`'Thing' cannot be '${text}'`);
	await expect(getUltravoxCall({} as never, text)).rejects.toThrow(`'${text}' is not an ID`);
});
