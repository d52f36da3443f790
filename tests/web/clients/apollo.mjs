// What Apollo Client sees of the API at the address given, as one JSON object.
import { createHash } from "node:crypto";
import { ApolloClient, CombinedGraphQLErrors, HttpLink, InMemoryCache } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { relayStylePagination } from "@apollo/client/utilities";
import { parse } from "graphql";
import { BAD_CURSOR, EVENTS, NO_SUCH_FIELD, SOURCE } from "./queries.mjs";

const uri = process.argv[2];
const [source, events, noSuchField] = [SOURCE, EVENTS, NO_SUCH_FIELD].map((text) => parse(text));
const sha256 = (text) => createHash("sha256").update(text).digest("hex");

const connect = (link = new HttpLink({ uri })) =>
  new ApolloClient({
    link,
    cache: new InMemoryCache({ typePolicies: { Query: { fields: { events: relayStylePagination() } } } }),
  });

// Pages are merged by the cache, as in an application that shows a list that grows.
async function walk(size, hasMore, towards) {
  const client = connect();
  let page = (await client.query({ query: events, variables: size })).data;
  const watched = client.watchQuery({ query: events, variables: size });
  const watching = watched.subscribe({});
  while (page.events.pageInfo[hasMore]) {
    await watched.fetchMore({ variables: { ...size, ...towards(page.events.pageInfo) } });
    page = client.readQuery({ query: events, variables: size });
  }
  watching.unsubscribe();
  return page.events.edges.map((edge) => edge.node.code);
}

async function failure(asked) {
  try {
    return await connect().query(asked);
  } catch (error) {
    return CombinedGraphQLErrors.is(error) ? error.errors.map((each) => each.extensions.code) : String(error);
  }
}

async function persisted(useGETForHashedQueries) {
  const requests = [];
  const noting = async (address, options) => {
    const sent = options.body ?? decodeURIComponent(new URL(address).search);
    const answered = await fetch(address, options);
    const told = await answered.clone().json();
    const code = told.errors?.[0].extensions.code ?? "answered";
    requests.push(`${options.method} ${sent.includes("fundingSource") ? "text" : "hash"}: ${code}`);
    return answered;
  };
  const hashing = new PersistedQueryLink({ sha256, useGETForHashedQueries });
  const client = connect(hashing.concat(new HttpLink({ uri, fetch: noting })));
  // A name of its own, so that no earlier run has made the text known.
  const query = parse(SOURCE.replace("query Source", `query By${useGETForHashedQueries ? "Get" : "Post"}`));
  for (let time = 0; time < 2; time++) {
    await client.query({ query, variables: { code: "NMFA-RCTP" }, fetchPolicy: "network-only" });
  }
  return requests;
}

console.log(
  JSON.stringify({
    variable: (await connect().query({ query: source, variables: { code: "NMFA-RCTP" } })).data.fundingSource
      .agreementNo,
    forwards: await walk({ first: 5 }, "hasNextPage", (info) => ({ after: info.endCursor })),
    backwards: await walk({ last: 5 }, "hasPreviousPage", (info) => ({ before: info.startCursor })),
    badCursor: await failure({ query: events, variables: BAD_CURSOR }),
    noSuchField: await failure({ query: noSuchField }),
    persistedByPost: await persisted(false),
    persistedByGet: await persisted(true),
  }),
);
