// The numbers that decide the order of hits; what each means stands in search/ranking.py.

import numbers from "../../../search/ranking.json";

export const RANKING = numbers;
