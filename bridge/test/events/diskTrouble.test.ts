import { isDiskTrouble } from '../../src/events/diskTrouble';

describe('trouble with a disk that passes', () => {
	it.each(['ENOSPC', 'EDQUOT', 'EIO'])('is %s of the system', (code) => {
		expect(isDiskTrouble(Object.assign(new Error('of the system'), { code }))).toBe(true);
	});

	it.each([
		['SQLITE_IOERR', 10],
		['SQLITE_FULL', 13],
		['SQLITE_IOERR_WRITE', 778],
	])('is %s of the lock', (_name, errcode) => {
		expect(isDiskTrouble({ code: 'ERR_SQLITE_ERROR', errcode })).toBe(true);
	});

	it.each([
		['a folder that may not be written to', { code: 'EACCES' }],
		['a file in its place', { code: 'ENOTDIR' }],
		['a disk that is never written to', { code: 'EROFS' }],
		['a lock that may not be written (SQLITE_READONLY)', { code: 'EIO', errcode: 8 }],
		['a lock that cannot be opened (SQLITE_CANTOPEN)', { errcode: 14 }],
		['a bug', new TypeError('undefined is not a function')],
	])('is not %s', (_what, error) => {
		expect(isDiskTrouble(error)).toBe(false);
	});
});
