/// What the pictures of schemas look like.
enum SchemaStyle {
    static let element = """
        <style>
        text { font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #1c2733 }
        .title { font: 650 22px system-ui, "Segoe UI", Roboto, Arial, sans-serif }
        .name { font: 650 14px system-ui, "Segoe UI", Roboto, Arial, sans-serif }
        .key { font-weight: 700 }
        .type, .note, .legend { fill: #5a6b7c }
        .note { font-size: 10px }
        .legend { font: 12px system-ui, "Segoe UI", Roboto, Arial, sans-serif }
        .end { text-anchor: end }
        .page { fill: #ffffff }
        .body { fill: #fbfdff; stroke: #3f7fb8; stroke-width: 1.2 }
        .head { fill: #dcebf8; stroke: #3f7fb8; stroke-width: 1.2 }
        .kit .body { fill: #fbfbfc; stroke: #9aa7b3 }
        .kit .head { fill: #eceff2; stroke: #9aa7b3 }
        .rule { stroke: #c9d6e2; fill: none }
        .primary { fill: #d59a2c }
        .unique { fill: #4a9a62 }
        .root { fill: #9057ab }
        .held { fill: none; stroke: #9057ab; stroke-width: 1.6 }
        .soft { fill: none; stroke: #7d8a96; stroke-width: 1.3; stroke-dasharray: 5 4 }
        .heldtip { fill: #9057ab }
        .softtip { fill: #7d8a96 }
        @media (prefers-color-scheme: dark) {
          text { fill: #e4ebf2 }
          .type, .note, .legend { fill: #9db0c2 }
          .page { fill: #10161d }
          .body { fill: #16202b; stroke: #4f86b8 }
          .head { fill: #1f3448; stroke: #4f86b8 }
          .kit .body { fill: #171c22; stroke: #566472 }
          .kit .head { fill: #242c35; stroke: #566472 }
          .rule { stroke: #2f4254 }
          .primary { fill: #e6b450 }
          .unique { fill: #6cc288 }
          .root, .heldtip { fill: #bd8ad6 }
          .held { stroke: #bd8ad6 }
          .soft { stroke: #8796a5 }
          .softtip { fill: #8796a5 }
        }
        </style>
        """

    static let arrows = """
        <defs>
        <marker id="held" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="6" markerHeight="6" \
        orient="auto"><path class="heldtip" d="M0 0 L8 4 L0 8 z"/></marker>
        <marker id="soft" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="6" markerHeight="6" \
        orient="auto"><path class="softtip" d="M0 0 L8 4 L0 8 z"/></marker>
        </defs>
        """

    static let legend = """
        <g transform="translate(28 56)">
        <circle class="primary" cx="5" cy="0" r="4"/><text class="legend" x="15" y="4">primary key</text>
        <path class="unique" d="M101 -5 l5 5 -5 5 -5 -5 z"/><text class="legend" x="112" y="4">unique</text>
        <path class="held" marker-end="url(#held)" d="M172 0 h26"/><text class="legend" x="205" y="4">foreign key</text>
        <path class="soft" marker-end="url(#soft)" d="M286 0 h26"/>\
        <text class="legend" x="319" y="4">points there without one</text>
        <text class="legend" x="478" y="4">⇢ in another service's database</text>
        <text class="legend" x="704" y="4">? may be null</text>
        </g>
        """
}
