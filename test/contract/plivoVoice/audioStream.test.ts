import { audioStreamCases } from './cases/audioStream';
import { checkCases } from './support/checkCases';

describe('Plivo Voice > Audio Stream sends what Plivo documents', () =>
	checkCases(audioStreamCases));
