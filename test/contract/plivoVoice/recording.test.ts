import { recordingCases } from './cases/recording';
import { checkCases } from './support/checkCases';

describe('Plivo Voice > Recording sends what Plivo documents', () => checkCases(recordingCases));
