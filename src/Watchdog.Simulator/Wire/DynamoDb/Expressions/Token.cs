namespace Watchdog.Simulator.Wire.DynamoDb.Expressions;

public enum TokenKind
{
    /// <summary>A word: attribute name, keyword or function.</summary>
    Word,

    /// <summary>A name placeholder, with its #.</summary>
    Name,

    /// <summary>A value placeholder, with its colon.</summary>
    Value,

    Number,

    Symbol,

    End,
}

/// <param name="Start">Where it begins in the expression.</param>
public readonly record struct Token(TokenKind Kind, string Text, int Start)
{
    public int End => Kind == TokenKind.End ? Start : Start + Text.Length;

    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    /// <summary>Keywords are words in any case.</summary>
    public bool IsKeyword(string keyword) => Kind == TokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
