// Starts the page's editor with an example that shows the sample report's figures.
"use strict";

const place = document.getElementById("graphiql");
const fetcher = GraphiQL.createFetcher({ url: place.dataset.address });

ReactDOM.createRoot(place).render(
  React.createElement(GraphiQL, {
    fetcher,
    defaultQuery: document.getElementById("example").textContent,
    defaultEditorToolsVisibility: false,
    plugins: [GraphiQLPluginExplorer.explorerPlugin()],
  }),
);
