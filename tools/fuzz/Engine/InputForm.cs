namespace McoaRouter.Fuzz.Engine;

/// <summary>How an input of a door is laid out.</summary>
public enum InputForm
{
    /// <summary>A variant and steps, see <see cref="InputSteps"/>.</summary>
    Steps,

    /// <summary>The octets as they are, mostly text.</summary>
    Text,
}
