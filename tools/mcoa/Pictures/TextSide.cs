namespace McoaRouter.Tools.Pictures;

/// <summary>On which side of its point a text is.</summary>
internal enum TextSide
{
    /// <summary>It begins there.</summary>
    Right,

    /// <summary>It ends there.</summary>
    Left,

    /// <summary>Its middle is there.</summary>
    Middle,
}
