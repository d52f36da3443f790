// What urql sees of the API at the address given, as one JSON object.
import { Client, cacheExchange, fetchExchange } from "@urql/core";
import { BAD_CURSOR, EVENTS, NO_SUCH_FIELD, SOURCE } from "./queries.mjs";

const client = new Client({
  url: process.argv[2],
  exchanges: [cacheExchange, fetchExchange],
  preferGetMethod: false,
});

async function read(query, variables = {}) {
  const { data, error } = await client.query(query, variables).toPromise();
  if (error) throw error;
  return data;
}

async function walk(size, hasMore, towards, joined) {
  let codes = [];
  let place = {};
  for (;;) {
    const { edges, pageInfo } = (await read(EVENTS, { ...size, ...place })).events;
    codes = joined(codes, edges.map((edge) => edge.node.code));
    if (!pageInfo[hasMore]) return codes;
    place = towards(pageInfo);
  }
}

async function failure(query, variables) {
  const { error } = await client.query(query, variables).toPromise();
  return error.networkError ? String(error) : error.graphQLErrors.map((each) => each.extensions.code);
}

console.log(
  JSON.stringify({
    variable: (await read(SOURCE, { code: "NMFA-RCTP" })).fundingSource.agreementNo,
    forwards: await walk(
      { first: 5 },
      "hasNextPage",
      (info) => ({ after: info.endCursor }),
      (walked, page) => [...walked, ...page],
    ),
    backwards: await walk(
      { last: 5 },
      "hasPreviousPage",
      (info) => ({ before: info.startCursor }),
      (walked, page) => [...page, ...walked],
    ),
    badCursor: await failure(EVENTS, BAD_CURSOR),
    noSuchField: await failure(NO_SUCH_FIELD, {}),
  }),
);
