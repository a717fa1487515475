using McoaRouter.Bindings;
using McoaRouter.Settings;

namespace McoaRouter.Simulation;

/// <summary>The texts of the world's enumerations: the device's runtime prints an enum as its number.</summary>
public static class EventNames
{
    /// <summary>The name of a binding's state, as views and transcripts show it.</summary>
    public static string Of(BindingState state)
    {
        switch (state)
        {
            case BindingState.Registering:
                return "registering";
            case BindingState.Registered:
                return "registered";
            case BindingState.Removing:
                return "removing";
            case BindingState.Refused:
                return "refused";
            default:
                return "absent";
        }
    }

    /// <summary>The name of a form of registration.</summary>
    public static string Of(RegistrationForm form)
    {
        switch (form)
        {
            case RegistrationForm.Bulk:
                return "bulk";
            case RegistrationForm.Individual:
                return "individual";
            default:
                return "single";
        }
    }

    /// <summary>The name of a loss's cause.</summary>
    public static string Of(LossCause cause)
    {
        switch (cause)
        {
            case LossCause.Carrier:
                return "carrier";
            case LossCause.Address:
                return "address";
            case LossCause.NoPath:
                return "noPath";
            case LossCause.Queue:
                return "queue";
            default:
                return "air";
        }
    }

    /// <summary>The name of a stream.</summary>
    public static string Of(TrafficDirection direction)
    {
        return direction == TrafficDirection.Up ? "up" : "down";
    }
}
