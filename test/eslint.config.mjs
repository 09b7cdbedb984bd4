import { node24Config } from '../eslint.node24.mjs';

export default node24Config;
