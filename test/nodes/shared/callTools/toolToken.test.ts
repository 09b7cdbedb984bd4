import { encodeBase64url } from '../../../../nodes/shared/base64url';
import type { ToolClaims } from '../../../../nodes/shared/callTools/toolToken';
import { openToolToken, sealToolToken } from '../../../../nodes/shared/callTools/toolToken';

const SECRET = 'KEY00000.the-api-key-of-the-tests';
const claims: ToolClaims = {
	tool: 'transferToHuman',
	key: { name: 'plivoCallUuid', value: '9834029e-58b6-11e1-b8b7-a5bd0e4e126f' },
	number: '+14155550142',
};

test('O3.6 a token gives back what it was made for', () => {
	expect(openToolToken(sealToolToken(claims, SECRET), SECRET)).toEqual(claims);
});

test('O3.6 changed, of another key, broken off or missing: it opens nothing', () => {
	const token = sealToolToken(claims, SECRET);
	const signature = token.split('.')[1] ?? '';
	const other = encodeBase64url(Buffer.from(JSON.stringify({ ...claims, number: '+14155550199' })));
	const bad = [
		`${other}.${signature}`,
		token.slice(0, -1),
		`${token}0`,
		signature,
		'.',
		'',
		7,
		undefined,
	];
	expect(bad.map((one) => openToolToken(one, SECRET))).toEqual(bad.map(() => null));
	expect(openToolToken(token, 'another-key')).toBeNull();
	expect(openToolToken(token, ' ')).toBeNull();
});

test('what is signed but says nothing opens nothing', () => {
	const token = sealToolToken([] as unknown as ToolClaims, SECRET);
	expect(openToolToken(token, SECRET)).toBeNull();
});
