// What every client asks.
export const SOURCE = "query Source($code: String!) { fundingSource(code: $code) { agreementNo } }";

export const EVENTS = `
  query Events($first: Int, $after: String, $last: Int, $before: String) {
    events(first: $first, after: $after, last: $last, before: $before) {
      edges { cursor node { id code } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`;

export const BAD_CURSOR = { first: 5, after: "nowhere" };

export const NO_SUCH_FIELD = "query Nothing { nothing }";
